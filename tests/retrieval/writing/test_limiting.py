"""What a sentence says only with its limit is not said without it; what needs no limit is still said in fewer words."""

import pytest

from retrieval.wording import tokens_of
from retrieval.writing.limiting import loses_a_limit

CLOSE = "Norrby council voted on 3 March 2024 to close most of the fishing harbour by 2027, unless the state pays."
PORT = "Norrby is the second largest fishing port on the coast and one of the oldest in Sweden."
BRIBES = "Police are investigating whether two former harbour officials took bribes between 2015 and 2018."
READ = "Only three of the 39 councillors had read the report before the vote, Kusten reported."
EFFECTS = "Six of the 42 patients given velcarin had side effects."
SMOKED = "Most of the patients in the velcarin group were non-smokers, while those given a placebo were mostly smokers."
ORDERED = "The regulator ordered KarMin to close two of its five shafts pending an inquiry."
UNDERGROUND = "Between 30 and 50 miners were underground when the explosion happened, a rescue worker told RK."
MET = "The prime minister, Jana Weiss, cancelled a trip to Paris and is due to meet families on Friday."
CUT = "Adler's predecessor, Hanna Brandt, had cut the number of inspectors from 60 to 24."
ROSE = "KarMin's profit rose to 48 million euros in 2022 from 31 million a year earlier."
OPENING = "KarMin plans to reopen all shafts except the two damaged ones in June."
LINKS = "ByteDance has denied that it has direct links to the Chinese state."
STRIKE = "The fishermen's union agreed to suspend its strike as long as talks with the ministry continue."
SOME = 'Professor Ann Claes said velcarin "may help some patients".'
PANIC = "One woman was treated for a suspected heart attack that turned out to be a panic attack."
ALMOST = "Almost half of the 212 boats registered in Norrby have left since 2019."
NEARLY = "The mine nearly closed in 2016 and again in 2020."
LEADER = "China accused critics, which include former Tory leader Sir Iain Duncan Smith, of spreading lies."
RESIGN = "The opposition demanded that Adler publish the inspectors' reports or resign."
KNEW = "Did the council know that the quay was sinking?"
PAID = "Velcarin is made by Orvane, which paid for part of the trial."
DECIDE = "The agency will decide on velcarin no earlier than 2025."


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Norrby council voted to close the fishing harbour by 2027, unless the state pays.", CLOSE),
        ("Norrby is the largest fishing port on the coast.", PORT),
        ("Norrby is the second largest fishing port on the coast and the oldest in Sweden.", PORT),
        ("Police are investigating whether two harbour officials took bribes between 2015 and 2018.", BRIBES),
        ("The mayor opposed the plan.", "The mayor had opposed an earlier plan."),
        ("Mayor Karl Berg attempted to block the vote.", "Deputy mayor Karl Berg attempted to block the vote."),
        ("Theo Bertram is TikTok's president.", "TikTok's vice president, Theo Bertram, wrote to the committee."),
        ("One woman was treated for a heart attack.", PANIC),
        ("Half of the 212 boats registered in Norrby have left since 2019.", ALMOST),
        ("The mine closed in 2016.", NEARLY),
        ("The mayor has never told fishermen the truth.", "The mayor has never told fishermen the whole truth."),
        ("ByteDance has denied that it has links to the Chinese state.", LINKS),
        ("Three of the 39 councillors had read the report before the vote.", READ),
        ("Velcarin may help patients, Ann Claes said.", SOME),
        ("Orvane paid for the trial.", PAID),
        ("Most of the patients in the velcarin group were smokers.", SMOKED),
    ],
)
def test_a_word_that_limits_another_is_not_left_off(claim: str, sentence: str) -> None:
    assert loses_a_limit(tokens_of(claim), tokens_of(sentence))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The 39 councillors had read the report before the vote.", READ),
        ("The 42 patients given velcarin had side effects.", EFFECTS),
        ("The regulator ordered KarMin to close its five shafts pending an inquiry.", ORDERED),
    ],
)
def test_a_share_is_not_told_of_all(claim: str, sentence: str) -> None:
    assert loses_a_limit(tokens_of(claim), tokens_of(sentence))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Norrby council voted on 3 March 2024 to close most of the fishing harbour.", CLOSE),
        ("The fishermen's union agreed to suspend its strike.", STRIKE),
        ("KarMin plans to reopen the two damaged ones in June.", OPENING),
        ("KarMin plans to reopen all shafts in June.", OPENING),
        ("The regulator ordered KarMin to close two of its five shafts.", ORDERED),
        ("The ferry sails on Monday.", "The ferry sails on Monday, if the storm has passed."),
        ("The bank lent the town money.", "The bank lent the town money provided that it sells its quay."),
    ],
)
def test_what_holds_under_a_condition_or_but_for_something_is_not_told_without_it(claim: str, sentence: str) -> None:
    assert loses_a_limit(tokens_of(claim), tokens_of(sentence))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("KarMin closed two of its five shafts pending an inquiry.", ORDERED),
        ("Jana Weiss met families on Friday.", MET),
        ("The agency decided on velcarin no earlier than 2025.", DECIDE),
    ],
)
def test_what_is_to_be_done_is_not_told_as_done(claim: str, sentence: str) -> None:
    assert loses_a_limit(tokens_of(claim), tokens_of(sentence))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("30 miners were underground when the explosion happened.", UNDERGROUND),
        ("50 miners were underground when the explosion happened.", UNDERGROUND),
        ("5 boats sank.", "In the storm 5 to 7 boats sank."),
        ("Hanna Brandt had cut the number of inspectors to 60.", CUT),
        ("KarMin's profit rose 48 million euros in 2022.", ROSE),
        ("KarMin's profit rose to 31 million a year earlier.", ROSE),
    ],
)
def test_a_number_of_a_range_or_a_change_stands_as_it_did(claim: str, sentence: str) -> None:
    assert loses_a_limit(tokens_of(claim), tokens_of(sentence))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The quay was sinking.", KNEW),
        ("The council did know that the quay was sinking.", KNEW),
        ("The opposition demanded that Adler publish the inspectors' reports and resign.", RESIGN),
    ],
)
def test_a_question_is_no_answer_and_either_is_not_both(claim: str, sentence: str) -> None:
    assert loses_a_limit(tokens_of(claim), tokens_of(sentence))


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Norrby is the second largest fishing port on the coast.", PORT),
        ("Norrby is one of the oldest in Sweden.", PORT),
        ("Six of the 42 patients given velcarin had side effects.", EFFECTS),
        ("Three of the councillors had read the report.", "Three of the 39 councillors had read the report."),
        ("China accused critics, including Sir Iain Duncan Smith, of spreading lies.", LEADER),
        ("ByteDance has links to the Chinese state.", "ByteDance has direct links to the Chinese state."),
        ("The survivor was found.", "The only survivor was found."),
        ("The union agreed to suspend its strike as long as talks continue.", STRIKE),
        ("The regulator must close two of its five shafts pending an inquiry.", ORDERED),
        ("Jana Weiss will meet families on Friday.", MET),
        ("The agency is to decide on velcarin.", DECIDE),
        ("Jana Weiss cancelled a trip to Paris.", MET),
        ("Hanna Brandt had cut the number of inspectors to 24.", CUT),
        ("Profit was 48 million euros in 2022.", ROSE),
        ("Shares rose 12%.", "Shares rose 12% to 30 euros."),
        ("Between 30 and 50 miners were underground.", UNDERGROUND),
        ("The opposition demanded that Adler resign or publish the reports.", RESIGN),
        ("Berg asked whether the quay was sinking.", 'Berg asked: "Was the quay sinking?"'),
        ("The crew faces an inquiry.", "The crew faces a pending inquiry."),
    ],
)
def test_fewer_words_that_keep_the_limit_or_need_none_pass(claim: str, sentence: str) -> None:
    assert not loses_a_limit(tokens_of(claim), tokens_of(sentence))


@pytest.mark.parametrize("sentence", [CLOSE, PORT, BRIBES, READ, SMOKED, ORDERED, UNDERGROUND, MET, CUT, ROSE, KNEW])
def test_a_sentence_loses_no_limit_of_its_own(sentence: str) -> None:
    assert not loses_a_limit(tokens_of(sentence), tokens_of(sentence))
