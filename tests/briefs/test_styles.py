"""Styles: how papers on both sides of the Atlantic set speakers beside quotations."""

from __future__ import annotations

import pytest

from briefs.article import Article
from briefs.model import Quote
from briefs.people import find_people
from briefs.quotes import find_quotes

STYLES = [
    (("Ruth Calder, 34, a teacher, was walking home. ‘I saw the flames,’ the 34-year-old said."), ["?Ruth Calder"]),
    (("Tom Ward, who has two sons, lives in Leeds. “I was scared to go out,” the father-of-two added."), ["?Tom Ward"]),
    (
        ("Tom Ward and Ruth Calder spoke in Leeds. “We will not sign this deal,” they said in a joint statement."),
        ["Tom Ward+Ruth Calder"],
    ),
    (("Apple shares fell. “We remain confident in our plans,” the company said in a statement."), ["?Apple"]),
    (("A statement from Apple read: “We remain confident in our plans.”"), ["?Apple"]),
    (("In a letter to Tom Ward, Ruth Calder wrote: “We cannot wait any longer for this.”"), ["Ruth Calder"]),
    (("Tom Ward's lawyer, Jane Moss, said: “My client denies all of these claims.”"), ["Jane Moss"]),
    (("“My client denies all of these claims,” said Jane Moss, Tom Ward's lawyer."), ["Jane Moss"]),
    (("“My client denies all of these claims,” Tom Ward's lawyer, Jane Moss, told the court."), ["Jane Moss"]),
    (("Tom Ward, through his lawyer Jane Moss, said he was “deeply sorry for the harm done.”"), ["Tom Ward"]),
    (("Ruth Calder tweeted: “What a night for all of us here!”"), ["Ruth Calder"]),
    (
        ("Cllr Ruth Calder, leader of Ashby council, told the BBC: 'It's the right thing to do for the town.'"),
        ["Ruth Calder"],
    ),
    (("Sir Keir Starmer faced questions. “I will not comment on that,” Sir Keir said."), ["Keir Starmer"]),
    (("Asked about the wall, Ruth Calder replied: “Ask the mayor about it, please.”"), ["Ruth Calder"]),
    (("Asked whether he would resign, Tom Ward said: “Not today and not tomorrow.”"), ["Tom Ward"]),
    (("When Ruth Calder asked him about it, Tom Ward said: “Not today and not tomorrow.”"), ["Tom Ward"]),
    (("“Not today and not tomorrow”, Tom Ward said when Ruth Calder asked."), ["Tom Ward"]),
    (("Tom Ward told Ruth Calder: “You have to leave this house now.”"), ["Tom Ward"]),
    (("“You have to leave this house now,” Tom Ward told Ruth Calder."), ["Tom Ward"]),
    (("Ruth Calder recalled how Tom Ward had called her “the worst lawyer in the world.”"), ["Tom Ward"]),
    (("Ruth Calder was called “the worst lawyer in the world” by Tom Ward."), ["Tom Ward"]),
    (("Ruth Calder criticised Tom Ward. She said the plan was “a waste of public money.”"), ["Ruth Calder"]),
    (("For Tom Ward, it was “the best night of my whole life.”"), ["?Tom Ward"]),
    (("According to Tom Ward, the deal is “the best thing for the town.”"), ["Tom Ward"]),
    (("The deal is “the best thing for the town,” according to Tom Ward, the mayor."), ["Tom Ward"]),
    (("Ruth Calder (Labour) said: “This is a waste of public money.”"), ["Ruth Calder"]),
    (("The judge, Mr Justice Holt, said: “You betrayed everyone who trusted you.”"), ["Holt"]),
    (("Det Insp Ruth Calder said: “We are asking the public for their help.”"), ["Ruth Calder"]),
    (("Professor Ruth Calder, of the University of Leeds, said: “The data are very clear on this.”"), ["Ruth Calder"]),
    (("Lead author Ruth Calder said the finding “changes what we know about whales.”"), ["Ruth Calder"]),
    (
        ("Liverpool manager Jürgen Klopp was delighted. “What a performance from the boys,” said the German."),
        ["?Jürgen Klopp"],
    ),
    (("Leeds beat Derby 2-1. “We were poor in the first half,” admitted Derby boss Wayne Rooney."), ["Wayne Rooney"]),
    (
        ("Prime Minister Fumio Kishida said Tuesday that Japan would “respond firmly to any provocation.”"),
        ["Fumio Kishida"],
    ),
    (("Xi Jinping met Vladimir Putin. “We have a friendship without limits,” Xi said."), ["Xi Jinping"]),
    (
        (
            "Kim Jong Un oversaw the launch. “It was a great success for the country,” Kim was quoted "
            "as saying by state media."
        ),
        ["Kim Jong Un"],
    ),
    (("“It was a great success for the country,” state media quoted Kim Jong Un as saying."), ["Kim Jong Un"]),
    (("State media quoted Kim Jong Un as saying: “It was a great success for us.”"), ["Kim Jong Un"]),
    (("Ruth Calder, speaking to reporters in Leeds, said she was “very happy with the result.”"), ["Ruth Calder"]),
    (
        ("But Ruth Calder, the union's general secretary, warned: “Members will not accept this offer.”"),
        ["Ruth Calder"],
    ),
    (("However, Ruth Calder warned that members “will not accept this offer at all.”"), ["Ruth Calder"]),
    (("Ruth Calder's statement said: “Members will not accept this offer at all.”"), ["Ruth Calder"]),
    (("In her speech, Ruth Calder promised “a new start for the whole country.”"), ["Ruth Calder"]),
    (("“A new start,” is how Ruth Calder described the long-awaited deal."), ["Ruth Calder"]),
    (("The deal was hailed as “a new start for the country” by Ruth Calder."), ["Ruth Calder"]),
    (("Tom Ward's wife, Jane, said: “He was the best man I ever knew.”"), ["Jane"]),
    (("Ms Calder, from Leeds, added: “He was the best man I ever knew.”"), ["Calder"]),
    (("Reading from a prepared text, Tom Ward said, “I am sorry for what I did.”"), ["Tom Ward"]),
    (("Neighbour Jane Moss, 71, said: ‘We heard a loud bang and ran outside.’"), ["Jane Moss"]),
    (
        (
            "A spokesman for Thames Valley Police said: 'We are appealing for witnesses.' The spokesman"
            " added: 'No arrests have been made yet.'"
        ),
        ["~A spokesman for Thames Valley Police", "~The spokesman"],
    ),
    (
        ("Tom Ward met Paul Bell on Monday. Bell said he was pleased. “It went very well indeed,” he said."),
        ["Paul Bell"],
    ),
    (
        (
            "Ruth Calder accused Tom Ward of lying.\n“He never told us the truth,” she said.\nWard denied"
            " it. “I told them all I knew,” he said."
        ),
        ["Ruth Calder", "Tom Ward"],
    ),
    (
        ("Ruth Calder said her mother, Jane Moss, was “a remarkable woman in every way.” She died in 2010."),
        ["Ruth Calder"],
    ),
    (
        (
            "The minister's aide, Paul Bell, refused to comment. The minister, Ruth Calder, said: “I "
            "have nothing to hide here.”"
        ),
        ["Ruth Calder"],
    ),
    (
        ("Ruth Calder, who was accompanied by Tom Ward, told the hearing: “I have nothing to hide here.”"),
        ["Ruth Calder"],
    ),
    (
        (
            "Ruth Calder and Tom Ward met. Calder said: “It was good to talk today.” Ward said: “It was"
            " a start, at least.”"
        ),
        ["Ruth Calder", "Tom Ward"],
    ),
    (("'It's a shame,' said Ruth Calder, 45, from Leeds. 'I loved that shop and its people.'"), ["Ruth Calder"]),
    (
        (
            "Mr Ward said: ‘The dogs’ owners were told. They didn’t listen.’ Mrs Bell disagreed: "
            "‘Nobody told us a thing about it.’"
        ),
        ["Ward", "Bell"],
    ),
    (("Tom Ward (pictured) said: 'The tree fell at about 3am.'"), ["Tom Ward"]),
    (("Pictured: Tom Ward, 41, outside court. He told police: 'I did not see the other car.'"), ["Tom Ward"]),
    (("Defending, Jane Moss said Ward was “truly sorry for what he did.”"), ["Jane Moss"]),
    (("Jane Moss, defending, said: ‘He is truly sorry for what he did.’"), ["Jane Moss"]),
    (("Sentencing him, Judge Paul Bell said: ‘You are a danger to the public.’"), ["Paul Bell"]),
    (("The court heard that Tom Ward shouted “get out of my house now” at the officers."), ["Tom Ward"]),
    (("Tom Ward was heard shouting: “Get out of my house now!”"), ["Tom Ward"]),
    (("Tom Ward posted on Facebook: “Thank you all for your support.”"), ["Tom Ward"]),
    (("Writing in the Times, Tom Ward argued that the plan was “dead in the water.”"), ["Tom Ward"]),
    (("Tom Ward wrote in the Times that the plan was “dead in the water.”"), ["Tom Ward"]),
    (("Speaking on the BBC's Today programme, Tom Ward said: “The plan is dead in the water.”"), ["Tom Ward"]),
    (("In an interview with Ruth Calder of the BBC, Tom Ward said: “The plan is dead in the water.”"), ["Tom Ward"]),
    (("Tom Ward told the BBC's Ruth Calder: “The plan is dead in the water.”"), ["Tom Ward"]),
    (("The NSPCC said: “Every child deserves to be safe at home.”"), ["NSPCC"]),
    (("Oxfam's Tom Ward said: “People there are in desperate need.”"), ["Tom Ward"]),
    (("Oxfam chief executive Tom Ward said: “People there are in desperate need.”"), ["Tom Ward"]),
    (("“People there are in desperate need,” said Tom Ward, chief executive of Oxfam."), ["Tom Ward"]),
    (("“People there are in desperate need,” said Oxfam's chief executive, Tom Ward."), ["Tom Ward"]),
    (("Both Ruth Calder and Tom Ward described the deal as “a very good start.”"), ["Ruth Calder+Tom Ward"]),
    (
        ("Ruth Calder, Tom Ward and Paul Bell said in a letter that the deal was “a very bad start.”"),
        ["Ruth Calder+Tom Ward+Paul Bell"],
    ),
    (("“If we lose, we lose,” Ward shrugged. “That is football for you.”"), ["Ward"]),
    (("Ward smiled. “That is football for you,” he said, before leaving."), ["Ward"]),
    (("Ward shook his head. “That is football for you.”"), ["?Ward"]),
    (("Asked if he was worried, Ward laughed. “Not in the slightest bit.”"), ["?Ward"]),
    (("Mayor Ruth Calder's spokeswoman, Jane Moss, said the mayor was “looking forward to the vote.”"), ["Jane Moss"]),
    (("The White House said the claim was “entirely without any foundation.”"), ["White House"]),
    (("The Ministry of Defence said in a statement: “We do not comment on operations.”"), ["Ministry of Defence"]),
    (("Beijing called the sanctions “a grave and unlawful provocation.”"), ["Beijing"]),
    (("A Kremlin spokesman, Dmitry Peskov, said the talks were “difficult but useful to us.”"), ["Dmitry Peskov"]),
    (("Kremlin spokesman Dmitry Peskov told reporters: “The talks were difficult but useful.”"), ["Dmitry Peskov"]),
    (("Lucas Pouille beat Rafael Nadal. “I played the match of my life,” the Frenchman said."), ["?Lucas Pouille"]),
    (("Her husband, Tom Ward, told police that she had been “very low for some weeks.”"), ["Tom Ward"]),
    (("Her solicitor Paul Bell said: “She maintains that she did nothing wrong.”"), ["Paul Bell"]),
    (
        (
            "Dr Ruth Calder, lead author of the study, said: “We were surprised by the size of it.” But"
            " Prof Tom Ward, who was not involved in the research, cautioned: “The sample was very "
            "small.”"
        ),
        ["Ruth Calder", "Tom Ward"],
    ),
]


def shown(quote: Quote) -> str:
    """Speakers joined by “+”; a nameless source after “~”; a guess after “?”."""
    if quote.speakers:
        return "+".join(quote.speakers)
    return "~" + quote.source if quote.source else "?" + "".join(quote.candidates[:1])


@pytest.mark.parametrize(("text", "speakers"), STYLES)
def test_style(text: str, speakers: list[str]) -> None:
    """Each wording names whom it means, or leaves the name to an editor."""
    article = Article.from_text(text)
    assert [shown(quote) for quote in find_quotes(article, find_people(article))] == speakers
