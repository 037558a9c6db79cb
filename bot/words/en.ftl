# What Newsdesk says, in English. The other catalogues have the same messages with the same variables; a test holds them to it.
# Quotations, titles and outlets come from the articles and are never translated.

## Commands: descriptions, at most 100 characters
command-ask = Ask about the story; every sentence of the answer is quoted from an article
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

## While it works
working = Looking in the articles …
working-reading = { $passages ->
    [one] Reading { $passages } passage …
   *[other] Reading { $passages } passages …
}
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

## No answer
declined-nothing-asked = Nothing was asked. Write a question in words.
declined-nothing-near = The corpus does not say: nothing in it is near your question.
declined-not-in-sources = The corpus does not say. The passages nearest to your question do not answer it.
declined-not-verified = The corpus does not say. What was drafted did not stand in the articles word for word, so it is not shown.
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
button-next = Next page
button-previous = Previous page
button-forget = Delete what is kept about me

## After a press
passage-of = { $title } · characters { $start }–{ $end }
passage-changed = The article has changed or gone since this answer was given. It was quoted as:
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
    { "" }**Newsdesk** answers questions about the story in the articles’ own words.
    Every sentence of an answer is a quotation with the place where it stands; **Show passage** opens it in its article.
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
insights-failed = Failed: { $questions }
insights-busiest = Busiest day: { $date }, with { $questions } asked
insights-readers = Readers: { $readers }
insights-helpful = Helpful: { $votes }
insights-unhelpful = Not helpful: { $votes }
insights-rate = Votes that say helpful: { $percent }%
insights-most-asked = Articles cited most
insights-cited = { $title } (times cited: { $times })

## Moderators
not-a-moderator = Only those who may manage this server, or have a role that moderates, can do that.
not-a-keeper = The moderators of another server keep these articles. What concerns this server alone you can do here.
review-closed = This change is not waiting any longer: it was confirmed, cancelled, or is too old. Begin again with /corpus.
draft-gone = This article is not waiting any longer. Add it again with /corpus add.
