"""Pairs of questions of our own: the same in other words, and different in nearly the same words.

`LEARNT` chose the rules and thresholds; `HELD` was looked at once and gave four more rules; `FRESH` was measured after
them and gave one (“Who did the minister fire?”).
"""

from __future__ import annotations

Pairs = tuple[tuple[str, str], ...]


def _pairs(text: str) -> Pairs:
    found = (line.split(" | ") for line in text.strip().splitlines())
    return tuple((one.strip(), other.strip()) for one, other in found)


SAME_LEARNT = _pairs(
    """
How high is the tariff on Japanese goods? | what's the tariff rate for goods from japan
How high is the tariff? | What is the tariff?
How many cherry trees will Japan give? | how many cherry blossom trees is japan donating
When did the leaders meet? | What day was the meeting between the leaders?
Where did the meeting take place? | where was it held, the meeting?
Where did the two leaders meet? | In which place did the leaders hold their meeting?
Who is the prime minister of Japan? | who's japan's prime minister
Why did Abe leave office? | What was the reason for Abe's resignation?
Did Trump raise the tariffs to 25 percent? | were tariffs raised to 25% by Trump?
What did Takaichi say about Abe? | what were Takaichi's words on Abe
How much will Japan invest in the United States? | what amount is Japan going to invest in the US?
How long did the talks last? | What was the duration of the talks?
Is the agreement legally binding? | does the deal bind the parties legally
Will there be another summit next year? | Is another summit planned for next year?
How old is the new minister? | what age is the new minister
Who signed the trade agreement? | By whom was the trade deal signed?
What happens if the ferry is cancelled? | what if my ferry gets cancelled?
Can I still buy tickets? | are tickets still on sale
Who will pay for the new bridge? | who's paying for the new bridge
How many people were injured in the crash? | number of people hurt in the crash?
When does the strike end? | when will the strike be over
Which schools will close? | what schools are going to be shut
Why was the library closed? | how come the library closed?
What does the mayor think of the plan? | What is the mayor's opinion of the plan?
Has the report been published? | is the report out yet
What caused the fire? | how did the fire start
Who won the election? | who was the winner of the election
What is the budget for the new stadium? | how much money is budgeted for the new stadium
How can residents object? | what can residents do to object?
Are dogs allowed on the beach? | Can I take my dog to the beach?
How tall is the tower? | what's the height of the tower
Who discovered the wreck? | who found the wreck
Does the hospital accept visitors? | can visitors come to the hospital
When will the road reopen? | when is the road going to open again?
Which countries signed the treaty? | what nations signed the treaty
How much does a ticket cost? | what's the price of a ticket
What did the court decide? | what was the decision of the court
Did anybody die in the flood? | were there any deaths in the flood
Where can I read the full text? | where is the full text available
Who is Mara Lindqvist? | what does Mara Lindqvist do?
Will the newsroom publish the transcript? | Is a transcript going to be published?
How did the union react? | What was the union's reaction?
"""
)

DIFFERENT_LEARNT = _pairs(
    """
How high is the tariff on Japanese goods? | How high is the tariff on Chinese goods?
How high is the tariff? | How high was the tariff before?
When did the leaders meet? | Where did the leaders meet?
Who did Trump meet? | Who did Takaichi meet?
How much did Japan export to the U.S.? | How much did the U.S. export to Japan?
Did Trump raise the tariffs? | Did Trump lower the tariffs?
Did Trump raise the tariffs? | Did Trump threaten to raise the tariffs?
Who signed the trade agreement? | When was the trade agreement signed?
What did Takaichi say about Abe? | What did Abe say about Takaichi?
What did Trump say about Abe? | What did Takaichi say about Abe?
How many cherry trees will Japan give? | How many cherry trees did Japan give in 1912?
How many trees will Japan give? | Why will Japan give trees?
Who won the election? | Who lost the election?
When does the strike end? | When does the strike begin?
When will the road reopen? | When was the road closed?
Will the road reopen? | When will the road reopen?
Which schools will close? | Which schools will stay open?
Is the agreement binding? | Is the agreement not binding?
How many people were injured in the crash? | How many people were killed in the crash?
How old is the new minister? | How long has the new minister been in office?
Who is the prime minister of Japan? | Who is the foreign minister of Japan?
Who is the mayor of Harlow? | Who was the mayor of Harlow before?
How much will Japan invest in the United States? | How much has Japan invested in the United States in 2024?
What happens if the ferry is cancelled? | Why was the ferry cancelled?
Who will pay for the new bridge? | Who will build the new bridge?
How much does a ticket cost? | Where can I buy a ticket?
How much does a ticket cost? | How much does a ticket cost for children?
What caused the fire? | What did the fire destroy?
What did the court decide? | When did the court decide?
What is the LDP? | What is the EU?
Has the report been published? | Who published the report?
Did anybody die in the flood? | Did anybody die in the fire?
Who discovered the wreck? | Where is the wreck?
How tall is the tower? | How old is the tower?
What does the mayor think of the plan? | What does the union think of the plan?
What does the mayor think of the plan? | What is the mayor's plan?
Are dogs allowed on the beach? | Are bicycles allowed on the beach?
Where did the meeting take place? | Where will the next meeting take place?
Who is Mara Lindqvist? | Who is Tom Abara?
What are Japan's exports to the U.S.? | What are Japan's imports from the U.S.?
Did Norway win the match? | Did Sweden win the match?
What is the tariff? | Why is there a tariff?
How did the union react? | How did the government react?
What time is the match on Sunday? | What time is the match on Monday?
What was agreed on trade? | What was agreed on security?
What did they say about fishing rights? | What did they say about voting rights?
"""
)

SAME_HELD = _pairs(
    """
How many boats were rescued? | number of boats that were saved
Who leads the talks for the islands? | who is leading the negotiations for the islands
When was the ceasefire signed? | what date was the ceasefire agreed on
What will the new harbour cost? | how expensive will the new harbour be
Where is the conference? | which city hosts the conference
Why did the minister resign? | What made the minister step down?
Is the vaccine free? | do I have to pay for the vaccine
Who wrote the letter? | who is the author of the letter
How many seats did the party win? | how many seats does the party have now after winning
Will trains run on Monday? | are there going to be trains on Monday?
How big is the damage? | what is the extent of the damage
What did the chancellor promise? | what promises did the chancellor make
Does the law apply to tourists? | are tourists covered by the law
How long will the bridge be closed? | For how long is the bridge shut?
Which team plays first? | what team is the first to play
Who owns the ship? | who's the owner of the ship
What is the deadline for comments? | until when can I comment
How fast was the car going? | what speed was the car driving at
Did the president apologise? | has the president said sorry
What happened to the crew? | what became of the crew
Who opposes the plan? | who is against the plan
How many votes were cast? | how many people voted
When is the next meeting? | what's the date of the next meeting?
What languages does the app support? | which languages is the app available in
Was anyone arrested? | did police make any arrests
Who will replace the coach? | who's going to be the new coach
What is the temperature in the cave? | how warm is it in the cave
Is the museum open on Sundays? | can you visit the museum on sunday
How do I apply for the grant? | what do I have to do to apply for the grant
What share of the vote did they get? | what percentage of the vote did they get?
Where does the money come from? | what is the source of the money
Why is the river red? | what is the reason that the river is red
"""
)

DIFFERENT_HELD = _pairs(
    """
How many boats were rescued? | How many boats were lost?
How many boats were rescued? | How many people were rescued?
Who leads the talks for the islands? | Who leads the talks for the mainland?
When was the ceasefire signed? | When was the ceasefire broken?
What will the new harbour cost? | What did the old harbour cost?
Where is the conference? | When is the conference?
Why did the minister resign? | When did the minister resign?
Is the vaccine free? | Is the vaccine safe?
Who wrote the letter? | Who received the letter?
How many seats did the party win? | How many seats did the party lose?
Will trains run on Monday? | Will buses run on Monday?
Will trains run on Monday? | Will trains run on Tuesday?
What did the chancellor promise? | What did the president promise?
Does the law apply to tourists? | Does the law apply to residents?
How long will the bridge be closed? | How long is the bridge?
How long will the bridge be closed? | Why will the bridge be closed?
Which team plays first? | Which team plays last?
Who owns the ship? | Who built the ship?
Did the president apologise? | Why did the president apologise?
What happened to the crew? | What happened to the passengers?
Who opposes the plan? | Who supports the plan?
How many votes were cast? | How many votes did Ferrante get?
When is the next meeting? | When was the last meeting?
Was anyone arrested? | Was anyone injured?
Who will replace the coach? | Why was the coach replaced?
Is the museum open on Sundays? | Is the museum closed on Sundays?
How much did France lend to Ghana? | How much did Ghana lend to France?
What did Ferrante say about Adeyemi? | What did Adeyemi say about Ferrante?
Did the council approve the plan? | Did the council reject the plan?
Can adults enter for free? | Can children enter for free?
Is the deal with Peru signed? | Is the deal with Chile signed?
What does the report say about prices? | What does the report say about wages?
What does the law say? | What does the law say about tourists?
How many died? | How many survived?
"""
)

SAME_FRESH = _pairs(
    """
How many soldiers were sent? | what number of soldiers was sent
Who is the new ambassador? | who's the new ambassador
When does the museum open? | at what time does the museum open?
Why are farmers protesting? | what's the reason farmers are protesting
What is the fine for littering? | how much is the fine for littering
Where will the statue stand? | what place will the statue stand in
Did the talks fail? | have the talks failed?
Will the tax be raised again? | is the tax going to be raised again
Who paid for the trip? | who financed the trip
How long is the tunnel? | what is the length of the tunnel
What did the doctor say about the vaccine? | what were the doctor's words about the vaccine
How much money did the charity raise? | what sum did the charity raise
Can visitors take photos? | are visitors allowed to take photos
Which party won the vote? | what party was the winner of the vote
Is the water safe to drink? | can you drink the water safely
How many languages does she speak? | number of languages she speaks
When was the law passed? | in which year was the law passed
What is the purpose of the visit? | why is she visiting?
Who will chair the inquiry? | who's going to chair the inquiry
Are schools closed on Friday? | will schools be closed Friday?
Where did the train derail? | at which place did the train derail
How old was the victim? | what was the victim's age
What does the treaty ban? | which things does the treaty forbid
When will results be announced? | when are the results coming out
"""
)

DIFFERENT_FRESH = _pairs(
    """
How many soldiers were sent? | How many soldiers were wounded?
How many soldiers were sent? | How many officers were sent?
Who is the new ambassador? | Who is the new consul?
When does the museum open? | When does the museum close?
Why are farmers protesting? | Why are teachers protesting?
What is the fine for littering? | What is the fine for speeding?
Where will the statue stand? | Who made the statue?
Did the talks fail? | Why did the talks fail?
Will the tax be raised again? | Will the tax be abolished?
Who paid for the trip? | Who went on the trip?
How long is the tunnel? | How deep is the tunnel?
What did the doctor say about the vaccine? | What did the nurse say about the vaccine?
What did the doctor say about the vaccine? | What did the doctor say about the virus?
How much money did the charity raise? | How much money did the charity spend?
Can visitors take photos? | Can visitors touch the animals?
Is the water safe to drink? | Is the water cold?
When was the law passed? | When does the law take effect?
Are schools closed on Friday? | Are banks closed on Friday?
Where did the train derail? | Where was the train going?
How old was the victim? | How old is the suspect?
What does the treaty ban? | What does the treaty allow?
Did France sue Spain? | Did Spain sue France?
How far is it from Oslo to Bergen? | How far is it from Bergen to Voss?
Who did the minister fire? | Who fired the minister?
"""
)
