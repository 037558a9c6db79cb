# What Newsdesk says, in English. The other catalogues have the same messages with the same variables; a test holds them to it.
# Quotations, titles and outlets come from the articles and are never translated.

## Commands: descriptions, at most 100 characters
command-ask = Ask about the story; every sentence of the answer rests on a quotation from an article
command-ask-question = Your question, in any language
command-ask-private = Only you see the answer
command-search = Find passages by their words, quoted as they stand
command-search-words = Words to look for
command-search-article = Keep to one article
command-sources = What the answers are drawn from: every article, with its date
command-help = What Newsdesk does, and what it does not
command-privacy = See what is kept about you, and delete it
# The name of the entry in a message's menu, at most 32 characters
command-check = Check against the story
command-explain = Explain this answer

## While it works
working = Looking in the articles …
working-reading = { $count ->
    [one] Reading { $count } passage …
   *[other] Reading { $count } passages …
}
working-writing = { $count ->
    [one] Writing from { $count } passage …
   *[other] Writing from { $count } passages …
}
working-checking = Checking each sentence against the articles …
waiting = Busy: you are { $place ->
    [1] next
   *[other] number { $place }
} in line.

## An answer
marked-source = [{ $number }] { $source }
unknown-date = undated
open-article = Open the article
answer-checked = Every quotation stands word for word in its article.
edition = Edition { $edition }
page-of = Page { $page } of { $pages }
carried-from = Read as a follow-up to: { $question }
# Checked is less than true, and these words promise no more.
written-by-model = Written by a language model. Each sentence was checked against the quotations below.
written-and-translated = Written and translated by a language model. Each sentence was checked against the quotations below; its translation was not.
translation-of = The bot’s own translation; the checked sentence: { $sentence }
# Why the articles' own sentences answer where a language model was to write.
fallback-answered = { $reason } So the articles’ own sentences answer.
fallback-declined = { $reason } So only the articles’ own sentences were searched.
fallback-key = The language model’s key is missing, or is refused.
fallback-busy = The language model has too much to do.
fallback-quota = What was paid for of the language model is used up.
fallback-unavailable = The language model is out of reach.
fallback-resting = The language model has failed several times and is left alone for a while.
fallback-timeout = The language model took too long.
fallback-context = The passages are too long for the language model.
fallback-unknown-model = The language model that was chosen is not there.
fallback-rejected = The language model does not take what it is sent.
fallback-garbled = What the language model sent could not be read.
fallback-malformed = The language model did not write in the form that it was asked for.
fallback-refused = The language model declined to write.
fallback-unsupported = Most of what the language model wrote did not hold against the articles.
fallback-budget = The language model’s allowance for today is used up.
fallback-server-budget = This server’s allowance of the language model is used up for today.
fallback-uncounted = How much of the language model’s allowance is left could not be looked up.

## No answer
declined-nothing-asked = Nothing was asked. Write a question in words.
declined-nothing-near = The corpus does not say: nothing in it is near your question.
declined-not-in-sources = The corpus does not say. No passage was found that surely answers your question.
declined-not-verified = The corpus does not say. What was drafted did not hold against the articles, so it is not shown.
nearest = Nearest in the corpus, not an answer:
can-answer = What it can answer:
suggested-about = What is said about { $name }?

## Buttons, at most 80 characters
button-show = Show passage { $number }
button-helpful = Helpful
button-unhelpful = Not helpful
button-share = Share
button-moderator = Ask a moderator
button-remove = Remove
button-explain = Explain (moderators)
button-next = Next page
button-previous = Previous page
button-copy = Send me a copy of it
button-forget = Delete what is kept about me

## After a press
passage-of = { $title } · characters { $start }–{ $end }
passage-changed = The article has changed since this answer was given. It was quoted as:
thanks-helpful = Thank you. Noted as helpful.
thanks-unhelpful = Thank you. Noted as not helpful.
reason-title = What was wrong?
reason-label = In a few words, if you like
reason-placeholder = Wrong passage, out of date, does not answer …
shared-by = { $reader } shared an answer:
moderator-noted = Your question has been noted for the moderators.
moderator-sent = Your question has been put before the moderators.
moderator-already = The moderators have this question already.
moderator-request = { $reader } asks the moderators; the corpus did not answer this:
answer-gone = This answer is no longer kept, so the button can do nothing. Ask again with /ask.
not-yours = Only the one who asked, or a moderator, can do that.
cannot-share-here = I may not write in this channel. A moderator can allow it.

## Check against the story
check-title = Checked against the story
check-legend = Compared word by word. “Not found” does not mean false: an article may say it in other words, or report it as somebody’s claim.
check-supported = The corpus says so
check-contradicted = The corpus says otherwise
check-not-spoken-of = Not found in these words
check-differs-number = The numbers differ: the message says “{ $claimed }”, the article “{ $stated }”.
check-differs-date = The dates differ: the message says “{ $claimed }”, the article “{ $stated }”.
check-differs-negation = One says that it is so, the other that it is not.
check-differs-word = The message says “{ $claimed }”, the article the opposite: “{ $stated }”.
check-nothing = There is no sentence in this message to check.
check-rest = { $claims ->
    [one] { $claims } more sentence was not checked: the message is too long.
   *[other] { $claims } more sentences were not checked: the message is too long.
}

## Sources, search, help, privacy
sources-title = { $articles ->
    [one] What the answers are drawn from: { $articles } article
   *[other] What the answers are drawn from: { $articles } articles
}
sources-passages = { $passages ->
    [one] { $passages } passage
   *[other] { $passages } passages
}
search-title = { $passages ->
    [one] { $passages } passage with “{ $words }”
   *[other] { $passages } passages with “{ $words }”
}
search-nothing = No passage has the words “{ $words }”.
search-no-article = There is no article “{ $article }”. Choose one from the list that opens as you type.
# A line cannot begin with * in this format, so { "" } stands before it.
help-text =
    { "" }**Newsdesk** answers questions about the story out of the articles, and shows their words.
    Every sentence of an answer is a quotation, or rests on one that stands below it; **Show passage** opens it in its article.
    When the articles do not say, it says so.

    { "" }**/ask** a question · mention me, or write to me directly · reply to an answer to ask further
    { "" }**/search** words · **/sources** lists the articles · **/privacy** shows and deletes what is kept about you
    { "" }**{ $check }**, in a message’s menu under *Apps*, compares somebody’s message with the articles.
privacy-title = What is kept about you
privacy-answers = { $answers ->
    [0] No answer to a question of yours.
    [one] { $answers } answer to a question of yours
   *[other] { $answers } answers to questions of yours
}
privacy-oldest = Oldest: { $date }
privacy-feedback = { $feedback ->
    [0] No vote of yours on an answer.
    [one] { $feedback } vote of yours on an answer
   *[other] { $feedback } votes of yours on answers
}
privacy-requests = { $requests ->
    [0] No question that you put before the moderators.
    [one] { $requests } question that you put before the moderators
   *[other] { $requests } questions that you put before the moderators
}
privacy-retention = The words of a question are deleted after { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}, an answer and the votes on it after { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
privacy-model = A language model at { $host } reads each question, the one before it that it leans on, and the passages found for it. It is sent no name and no id.
privacy-shown = Answers that stand in a channel are not taken away with it: press Remove below them first.
privacy-copy = All that is kept about you, as a JSON file: what you wrote and did, where and when. The articles’ own words are not in it.
privacy-copy-too-large = It is too much for a file in Discord. The people who run this bot can give it to you: `newsdesk privacy show`.
privacy-forgotten = All of it is deleted. Answers already shown in a channel stay there until they are removed.

## What goes wrong; each says what the reader can do
trouble-unexpected = Something went wrong on my side, and it has been noted. Please ask again in a moment.
trouble-corpus = The articles cannot be read at the moment. The people who run this bot have to mend them; what was published before still answers.
trouble-not-indexed = I am still reading the articles for the first time. Please ask again in a few minutes.
trouble-index-unavailable = The index does not answer at the moment. This is not about your question: please ask again in a minute.
trouble-locked = The articles are being read anew at the moment. Please ask again in a minute.
trouble-edition-changed = The articles have changed in the meantime. Please look at the change again.
trouble-fetch = That address cannot be taken as an article. Save the page and attach it as a file instead.
trouble-extract = No article was found in that page. Attach it as a text or Markdown file instead.
trouble-embedding = The model that reads questions cannot be used at the moment. The people who run this bot have to look at it.
trouble-retrieval = The way to an answer is broken at the moment. This does not mean that the articles have no answer; please ask again later.
trouble-records = My own records cannot be read at the moment, so I cannot do that now. Please try again in a minute.
trouble-config = This bot is set up wrongly. The people who run it have to look at its configuration.
trouble-cooldown = One at a time, please: you can ask again in { $seconds ->
    [one] { $seconds } second
   *[other] { $seconds } seconds
}.
trouble-in-flight = I am still working on your last question.
trouble-queue-full = { $waiting ->
    [one] Too many questions at once: { $waiting } is waiting already. Please ask again in a minute.
   *[other] Too many questions at once: { $waiting } are waiting already. Please ask again in a minute.
}
trouble-stopping = I was stopped before I could finish. Please ask again in a minute.
trouble-direct-messages = I do not answer direct messages here. Ask me in the server with /ask.
trouble-too-long = That is too long: a question has at most { $most } characters.

## Insights
insights-title = { $days ->
    [one] Questions of the last day
   *[other] Questions of the last { $days } days
}
insights-period = From { $first } to { $last }
insights-nothing = Nobody asked anything.
insights-answered = Answered: { $questions }
insights-declined = Declined: { $questions }
insights-busiest = Busiest day: { $date }, with { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
}
insights-readers = Readers: { $readers }
insights-helpful = Helpful: { $votes }
insights-unhelpful = Not helpful: { $votes }
insights-rate = Votes that say helpful: { $percent }%
insights-most-asked = Articles cited most
insights-cited = { $title } (times cited: { $times })
insights-model-written = Answers written by the language model: { $answers }
insights-model-quoted = Answers in the articles’ own sentences: { $answers }
insights-model-fallbacks = Why the language model did not write:
insights-model-fallback = – { $reason } (questions: { $questions })
insights-model-tokens = Tokens this server used: { $tokens } (requests: { $requests })
insights-model-tokens-all = Tokens used by all, direct messages too: { $tokens } (requests: { $requests })
insights-model-budget = Used of this server’s tokens for today: { $percent }%
insights-model-budget-all = Used of everybody’s tokens for today: { $percent }%
insights-model-cost = Cost: { $cost }; with all others: { $total }

## Moderators
not-a-moderator = Only those who may manage this server, or have a role that moderates, can do that.
not-a-keeper = The moderators of another server keep these articles. What concerns this server alone you can do here.
review-closed = This change is not waiting any longer: it was confirmed, cancelled, or is too old. Begin again with /corpus.
draft-gone = This article is not waiting any longer. Add it again with /corpus add.

add-file-or-url = Give either a file or an address: one of the two.
edit-what = Say what to change: name at least one field. A - takes a field out.
review-confirming = Writing the files, and letting the new edition serve …

## Rooms, and what is kept of moderators
not-here = I do not answer questions in this channel. Please ask in another one.
not-here-but-there = I do not answer questions in this channel. Ask me in { $channels }.
mentions-off = I do not answer mentions here. Ask me with /ask.
private-room = A mention is answered in front of everybody, and here I answer each asker alone. Ask me with /ask.
privacy-moderation = { $number ->
    [one] { $number } draft, review or publication of yours as a moderator
   *[other] { $number } drafts, reviews and publications of yours as a moderator
}
privacy-audited = { $number ->
    [one] { $number } entry in the moderators’ audit, with your id. Nobody can delete it: an audit is only added to.
   *[other] { $number } entries in the moderators’ audit, with your id. Nobody can delete them: an audit is only added to.
}
privacy-forgotten-but-audit = { $number ->
    [one] All of it is deleted but { $number } entry with your id in the moderators’ audit, which nobody can delete.
   *[other] All of it is deleted but { $number } entries with your id in the moderators’ audit, which nobody can delete.
} Answers already shown in a channel stay there until they are removed.

## What became of an article
article-corrected = Corrected by its publisher
article-retracted = Retracted by its publisher
article-superseded = Superseded by a newer article
article-superseded-by = Superseded by: { $title }
answer-source-changed = A source of this answer has changed since it was given.
nearest-source-changed = A source quoted here has changed since.
quotation-changed = The article has changed since: it is quoted as it stood then.
quotation-removed = This quotation was taken down: its article is no longer in the corpus.
quotation-restated = This became known after it was quoted here.
quotation-restored = What was said of this article has been withdrawn since: it stands as it was published.
answer-checked-then = Every quotation stood word for word in its article when it was quoted.
sources-disagree = The sources disagree, newest first:
check-not-standing = This rests only on an article that was retracted or superseded.

## /corpus: descriptions, at most 100 characters
command-corpus = Keep the articles that the answers are drawn from
command-corpus-add = Add an article by file or web address; you see what changes before it serves
command-corpus-add-file = The article as a .md, .txt or .html file
command-corpus-add-url = The web address of the article
command-corpus-add-replaces = The article whose text it takes the place of
command-corpus-article = The article; choose it from the list that opens as you type
command-corpus-remove = Take an article out; you see what changes before it serves
command-corpus-edit = Change what is said about an article, not its text; a - takes a fact out
command-corpus-edit-title = Its new title
command-corpus-edit-source = The outlet that published it; - takes it out
command-corpus-edit-published = The day it was published, such as 2026-05-04; - takes it out
command-corpus-edit-url = Its web address; - takes it out
command-corpus-edit-author = Who wrote it; - takes it out
command-corpus-edit-language = Its language, such as en or pt-BR; - takes it out
command-corpus-edit-status = Whether it was corrected, retracted or superseded; - takes it out
command-corpus-edit-superseded-by = The article that took its place; - takes it out
command-corpus-reload = Read the folder anew after files were changed by hand; you see what changes before it serves
command-corpus-status = What serves now, what differs in the folder, and every fault
command-corpus-history = Which editions can be gone back to, and what was published by whom
command-corpus-rollback = Go back to an earlier edition; you see what changes before it serves
command-corpus-rollback-edition = The edition to go back to
command-corpus-gaps = What was asked and never answered, most asked first
command-corpus-insights = What is asked, answered and declined, day by day: a picture, and the same in words
command-corpus-insights-days = How many days, up to today
command-corpus-audit = What the moderators of this server did, newest first
command-corpus-golden = Questions that each new edition is asked before it serves
command-corpus-golden-add = Have each new edition asked a question before it serves
command-corpus-golden-question = The question, as a reader would ask it
command-corpus-golden-article = The article that must answer it; leave it out if none may
command-corpus-golden-remove = Have a question no longer asked
command-corpus-golden-list = All golden questions, and what must answer them
command-corpus-settings = How Newsdesk behaves in this server, and who moderates it
command-corpus-settings-show = What holds here, and where each choice comes from
command-corpus-settings-room = Choose where and how Newsdesk answers
command-corpus-settings-moderators = Let a role moderate, or no longer
command-corpus-settings-log = Choose a channel that is told what moderators do
command-corpus-settings-log-channel = The channel; leave it out to tell none
command-corpus-settings-channel = One channel; leave it out for the whole server
command-corpus-settings-answers = Whether Newsdesk answers here at all
command-corpus-settings-mentions = Whether it answers when mentioned; if not, only commands
command-corpus-settings-private = Whether only the asker sees an answer, unless they choose otherwise
command-corpus-settings-threads = Whether a mention is answered in a thread of its own
command-corpus-settings-cooldown = Seconds that a reader waits between two questions
command-corpus-settings-clear = Take back all that was chosen here
command-corpus-settings-role = The role
command-corpus-settings-allow = Whether the role may moderate

## /corpus: status and history
button-dismiss = Dismiss
and-more = and { $number } more
unknown-moderator = no moderator on record
action-add = article added or replaced
action-remove = removal
action-edit = edit
action-reload = reload
action-rollback = back to an earlier edition
change-added = added: { $articles }
change-removed = removed: { $articles }
change-changed = changed: { $articles }
status-title = The corpus
status-fine = Nothing is wrong: every file can be read.
status-no-edition = No edition serves yet, so questions cannot be answered.
status-faults = { $number ->
    [one] { $number } fault in the articles. What was published before still answers.
   *[other] { $number } faults in the articles. What was published before still answers.
}
status-faults-how = Fix the file, or take it out with /corpus remove; then /corpus reload.
status-golden-faults = { $number ->
    [one] { $number } fault in the list of golden questions
   *[other] { $number } faults in the list of golden questions
}
status-reloaded = Serving since { $moment }
status-moderator = Confirmed by: { $moderator }
status-size = Articles: { $articles } · Passages: { $passages }
status-model = Search model: { $model }
status-index = Search index: { $index }
status-index-embedded = in the bot’s own folder
status-golden = Golden questions: { $number }
status-waiting = Changes waiting to be confirmed: { $number }
status-same = The folder holds what serves.
status-differs = Changed by hand since: { $changes }. /corpus reload shows what would change.
status-not-compared = Whether files were changed by hand can be told once the faults are fixed.
history-title = Editions
history-serves = serves now
history-no-editions = No edition has been built yet.
history-how = /corpus rollback goes back to one of them; with the one that serves now it undoes what was changed by hand. You see what changes first.
history-published = Last published
history-nothing-published = Nothing is on record yet.

## /corpus: unanswered questions
gaps-title = { $number ->
    [one] { $number } unanswered question
   *[other] { $number } unanswered questions
}
gaps-none = No question is open: the articles answered all that was asked of late, or you have seen to it.
gaps-how = An article that answers a question closes it: /corpus add. Dismiss what needs no answer.
gap-asked = { $number ->
    [one] Asked once
   *[other] Asked { $number } times
}
gap-last = last { $moment }
gap-requests = { $requests ->
    [one] { $requests } reader asked the moderators
   *[other] { $requests } readers asked the moderators
}
gap-without-words = Its words are no longer kept.
gap-told = { $readers ->
    [one] { $readers } reader has been told.
   *[other] { $readers } readers have been told.
}
gap-nobody = There is nobody to tell: nobody put this question before the moderators, or they cannot be reached.
gap-gone = This question is no longer open.

## /corpus: what moderators did
audit-title = What moderators did
audit-nothing = No moderator has done anything yet.
audit-proposed = Put up for review
audit-published = Published
audit-cancelled = Change cancelled
audit-mended = Files mended before the first edition
audit-golden-added = Golden question added
audit-golden-removed = Golden question removed
audit-room-settings = Settings changed
audit-role-allowed = A role may moderate
audit-role-refused = A role may no longer moderate
audit-log-channel = Log channel chosen
audit-gap-told = Readers told of an answer
audit-gap-dismissed = Unanswered question dismissed
audit-draft-dropped = Found article discarded

## /corpus: settings
settings-of-server = Settings of this server
settings-of-channel = Settings in { $channel }
settings-answers = Answers questions: { $value }
settings-mentions = Answers when mentioned, not only commands: { $value }
settings-private = Only the asker sees an answer, unless they choose otherwise: { $value }
settings-threads = Answers a mention in a thread: { $value }
settings-cooldown = Wait between two questions: { $value }
settings-yes = on
settings-no = off
settings-seconds = { $seconds ->
    [0] none
    [one] { $seconds } second
   *[other] { $seconds } seconds
}
settings-taken-back = no choice of its own
settings-all-taken-back = all choices taken back
settings-from-channel = chosen for this channel
settings-from-server = chosen for the server
settings-from-configuration = default
settings-how = /corpus settings room changes this for a channel or the server; clear takes it back.
settings-who = Moderators: those who may manage this server.
settings-who-roles = Moderators: those who may manage this server, and { $roles }.
settings-how-moderators = /corpus settings moderators lets another role moderate, or no longer.
settings-log = What moderators do is posted in { $channel }.
settings-no-log = What moderators do is posted in no channel.
settings-how-log = /corpus settings log chooses the channel. /corpus audit lists it all.

## /corpus: golden questions
golden-title = { $number ->
    [one] { $number } golden question
   *[other] { $number } golden questions
}
golden-none = There are no golden questions yet. /corpus golden add has each new edition asked one before it serves.
golden-how = Each new edition is asked these before it serves. Change the list with /corpus golden add and remove.
golden-expects = Answered from: { $article }
golden-expects-nothing = The articles do not say
golden-added = Added. Each new edition is asked this before it serves.
golden-removed = No longer asked: { $question }
golden-known = This question is on the list already. To expect another answer, first take it off: /corpus golden remove.
golden-unknown = This question is not on the list, or several begin like that. Choose one as you type.
golden-no-article = There is no such article. Choose one from the list that opens as you type.

## A gap answered
gap-answered-now = You put this before the moderators of { $server }; the articles answer it now:

## A review: what a change does, before it is made
review-title-add = To review: an article is added
review-title-replace = To review: an article gets another text
review-title-remove = To review: an article is taken out
review-title-edit = To review: what is said about an article
review-title-reload = To review: the articles’ folder as it is now
review-title-rollback = To review: back to an earlier edition
review-title = To review: a change of the articles
review-waits = Nothing has changed yet: until you confirm, answers come from the articles as they were.
review-added = { $articles ->
    [one] { $articles } article added
   *[other] { $articles } articles added
}
review-changed = { $articles ->
    [one] { $articles } article changed
   *[other] { $articles } articles changed
}
review-removed = { $articles ->
    [one] { $articles } article removed
   *[other] { $articles } articles removed
}
review-warnings = { $number ->
    [one] Look at { $number } warning before you confirm.
   *[other] Look at { $number } warnings before you confirm.
}
review-incomplete = Not all of this change is shown: it is too large. What is left out is counted where it would stand.
review-list-removed = Articles removed
review-list-added = Articles added
review-list-changed = Articles changed
review-list-files = Also changed in the folder
review-file-removed = { $file } is deleted
review-file-written = { $file } is written anew
review-files-only = Answers stay as they are: only files in the folder change.
review-file = File: { $file }
review-more-suspicions = { $places ->
    [one] { $places } more warning, in another article, is not shown.
   *[other] { $places } more warnings, in other articles, are not shown.
}
review-more-removed = { $articles ->
    [one] { $articles } more article removed, not shown.
   *[other] { $articles } more articles removed, not shown.
}
review-more-added = { $articles ->
    [one] { $articles } more article added, not shown.
   *[other] { $articles } more articles added, not shown.
}
review-more-changed = { $articles ->
    [one] { $articles } more article changed, not shown.
   *[other] { $articles } more articles changed, not shown.
}
review-nothing = Nothing would change: the articles are those that serve already.
review-cancelled = Cancelled. Nothing was changed.
review-mended = The files are changed. Nothing has ever been published, so there was nothing to review this against: I am reading the articles now. /corpus status says what is still in the way.
review-staging = Reading the articles anew beside those that serve …
review-fetching = Looking for the article in there …
button-confirm = Confirm
button-cancel = Cancel
number-of-words = { $number ->
    [one] { $number } word
   *[other] { $number } words
}
difference-legend = ~~struck through~~: removed · **bold**: added · ¶: end of a line
difference-none = The text stays as it is.
difference-signs = Of the text, only signs, blanks or ends of lines change.
difference-removed = { $number ->
    [one] { $number } word of the text removed
   *[other] { $number } words of the text removed
}
difference-added = { $number ->
    [one] { $number } word added
   *[other] { $number } words added
}
difference-rewritten = Too much of this text is new to compare it word by word: first what is removed, then what is added.
difference-unchanged = { $number ->
    [one] … { $number } word unchanged …
   *[other] … { $number } words unchanged …
}
difference-not-shown = { $number ->
    [one] … { $number } more word removed or added, not shown …
   *[other] … { $number } more words removed or added, not shown …
}
fact-named = { $name }: { $value }
fact-title = Title
fact-source = Outlet
fact-published = Date
fact-url = Address
fact-author = Author
fact-language = Language
fact-status = Status
fact-superseded-by = Superseded by
fact-none = none
fact-status-corrected = corrected
fact-status-retracted = retracted
fact-status-superseded = superseded
suspicion-instruction = Words that give orders to a language model
suspicion-invisible = Characters that nobody sees
suspicion-bidi = Marks that turn the direction of the writing
suspicion-homoglyph = Look-alike letters of another alphabet inside a word
suspicion-mention = A mention that would call people
suspicion-hidden-markup = Markup that hides words from readers
suspicion-blob = A long run of encoded characters
suspicion-places = { $places ->
    [one] { $places } place
   *[other] { $places } places
}
suspicion-in-title = in the title: { $excerpt }
suspicion-more = { $places ->
    [one] and { $places } more place like these
   *[other] and { $places } more places like these
}
suspicion-most = The scan stops at { $most } of a kind: there may be more.
suspicion-what = Does this belong in the article? If not, take it out of the text and begin again.
golden-run-none = No golden questions are kept, so none were asked. /corpus golden add keeps one.
golden-run-holds = { $questions ->
    [one] The golden question holds.
   *[other] All { $questions } golden questions hold.
}
golden-run-lost = Golden questions: { $number } of { $questions } no longer answered as expected:
golden-run-none-lost = Golden questions: each that held before holds.
golden-run-before = Golden questions: { $number } of { $questions } did not hold before either:
golden-run-expected = Expected: { $expected } · Now: { $got }
golden-run-what = Is that right by now? Then bring the list up to date with /corpus golden. If not, cancel.
golden-run-declined = no answer
golden-run-more = { $number ->
    [one] and { $number } more question
   *[other] and { $number } more questions
}

## After a change was confirmed
confirmed-title = Done: answers come from edition { $edition } now
confirmed-how = Answers given before are marked where their source changed. /corpus rollback goes back.
confirmed-gaps = { $number ->
    [one] It answers { $number } question that nobody could answer before:
   *[other] It answers { $number } questions that nobody could answer before:
}
confirmed-gap = Answered by: { $article }
confirmed-gap-without-words = A question whose words are no longer kept
confirmed-more = { $number ->
    [one] and { $number } more question
   *[other] and { $number } more questions
}
button-tell = Tell those who asked ({ $requests })

## An article found in a file or page
draft-found = Is this the article?
draft-no-source = no outlet found
draft-no-published = no date found
draft-no-url = no address found
draft-no-author = no author found
draft-no-language = no language found
draft-replaces = Its text takes the place of: { $article }
draft-next = Next you can correct these facts, and then see what would change. Nothing is published before you confirm that.
draft-text = Its text
draft-begins = It begins
draft-ends = It ends
button-confirm-draft = Confirm the facts
button-discard = Discard
draft-dropped = Discarded. Nothing of it is kept.
# In the modal, at most 45 characters
draft-title = What is known of the article
draft-field-title = Title
draft-field-source = Outlet
draft-field-published = Date, as YYYY-MM-DD
draft-field-url = Address

## What goes wrong for moderators; the error's own line stands below
trouble-change = The articles cannot be read or changed like that:
trouble-faults = { $number ->
    [one] { $number } fault has to be fixed first:
   *[other] { $number } faults have to be fixed first:
}
trouble-faults-serving = Nothing was changed. What was published before still answers.
trouble-faults-how = If it is the file that you attached: fix it, and attach it again. If it stands in the folder: /corpus remove deletes it by its name, /corpus add with replaces: gives it another text, /corpus rollback takes all files back to what answers come from now.
trouble-faults-more = { $number ->
    [one] and { $number } more fault
   *[other] and { $number } more faults
}
trouble-fetch-address = That is no address of a page. Give one that begins with https or http, without a name or password.
trouble-fetch-port = Pages are fetched from the ordinary web ports only. Leave the port out of the address.
trouble-fetch-not-public = That address is not on the public internet, so nothing is fetched from there. Save the page and attach it as a file.
trouble-fetch-unknown-host = There is no such site. Look whether the address is written rightly.
trouble-fetch-unreachable = That site cannot be reached. Try again later, or save the page and attach it as a file.
trouble-fetch-certificate = That site cannot prove that it is the one it says it is. Look at the address, or save the page and attach it as a file.
trouble-fetch-redirects = That address leads on and on, and never to a page. Open it yourself and give the address where you end.
trouble-fetch-downgrade = That address leads from https to an address that is not protected. Open it yourself, save the page and attach it as a file.
trouble-fetch-status = That site does not hand out the page: it is gone, or not for everybody. Open it yourself, save the page and attach it as a file.
trouble-fetch-type = That is not a page of text. Give the address of the article itself, or attach its text as a file.
trouble-fetch-packing = That site sends the page packed in a way that cannot be trusted. Save the page and attach it as a file.
trouble-fetch-size = That page is too large. Save the article’s text and attach it as a file.
trouble-fetch-time = That site took too long. Try again later, or save the page and attach it as a file.
trouble-fetch-empty = That page is empty. Look at the address, or save the page and attach it as a file.
trouble-fetch-broken = The page broke off on its way. Try again, or save the page and attach it as a file.

gaps-answered = { $number ->
    [one] Answered now; somebody who asked is still to be told:
   *[other] Answered now ({ $number }); those who asked are still to be told:
}

role-of-everybody = Everybody has that role, so it lets nobody in. Name another one.
log-not-writable = I may not write in { $channel }. Allow me to, or choose another channel.
review-cancelling = Cancelling; if another change is just being prepared, that comes first …

## How an answer came about: for moderators
explain-title = How this answer came about
explain-note = Only you see this. Nothing here was checked but what the answer itself shows.
explain-gone = How this answer came about is not kept any more: it is deleted with the words of the question.
explain-no-answer = That message is no answer of mine, or it is no longer kept.
explain-taken-down = An article that was found has been taken down since: its sentences, and whatever was written, are not shown.
explain-reading = How the question was read
explain-as-it-stands = As it stands.
explain-standalone = In the light of the conversation: { $question }
explain-searched = Searched for: { $text }
explain-confidence = Confidence { $confidence }%; the articles’ own sentences answer from { $least }% on.
explain-asked-from = A language model is asked from { $least }% on.
explain-found = { $passages ->
    [one] { $passages } passage found
   *[other] { $passages } passages found
}
explain-score = score { $score }
explain-similarity = similarity { $similarity }
explain-carried = carried over from the conversation
explain-sentences = Sentences that fit best
explain-model = Language model: { $model }
explain-no-model = No language model was asked.
explain-rewrite = Making the question stand alone
explain-draft = Draft { $number }
explain-fault = Wrong with it: { $fault }
explain-dropped = Not shown: { $reason }
explain-tokens = Tokens: { $read } read, { $written } written
explain-estimated = in part estimated
explain-cost = Cost: { $cost }
explain-milliseconds = { $milliseconds } ms
explain-steps = Time by step: { $steps }
