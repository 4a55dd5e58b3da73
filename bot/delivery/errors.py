"""What is said when a schedule or a post cannot be changed as asked."""


class DeliveryError(Exception):
    """`str()` is a sentence: what is in the way, and what to do instead."""
