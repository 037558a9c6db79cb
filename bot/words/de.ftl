# What Newsdesk says, in German: the messages of en.ftl, with the same variables. The reader is addressed as "Sie".
# What English calls the corpus is "die Artikel" here.
# A line cannot begin with * in this format, so { "" } stands before it.

## Commands: descriptions, at most 100 characters
command-ask = Zum Thema fragen; jeder Satz der Antwort ist aus einem Artikel zitiert
command-ask-question = Ihre Frage, in jeder Sprache
command-ask-private = Nur Sie sehen die Antwort
command-search = Stellen anhand ihrer Wörter finden, wörtlich zitiert
command-search-words = Wörter, nach denen gesucht wird
command-search-article = Nur in einem bestimmten Artikel suchen
command-sources = Woraus die Antworten stammen: alle Artikel mit ihrem Datum
command-help = Was Newsdesk tut, und was nicht
command-privacy = Einsehen und löschen, was über Sie gespeichert ist
# The name of the entry in a message's menu, at most 32 characters
command-check = Mit den Artikeln abgleichen

## While it works
working = Ich suche in den Artikeln …
working-reading = { $passages ->
    [one] Ich lese { $passages } Stelle …
   *[other] Ich lese { $passages } Stellen …
}
waiting = Gerade ist viel los: In der Warteschlange ist Ihre Frage { $place ->
    [1] die nächste
   *[other] Nummer { $place }
}.

## An answer
marked-source = [{ $number }] { $source }
unknown-date = ohne Datum
open-article = Artikel öffnen
answer-checked = Jedes Zitat steht Wort für Wort in seinem Artikel.
edition = Ausgabe { $edition }
page-of = Seite { $page } von { $pages }
carried-from = Verstanden als Anschlussfrage zu: { $question }

## No answer
declined-nothing-asked = Es wurde nichts gefragt. Schreiben Sie eine Frage in Worten.
declined-nothing-near = Die Artikel sagen dazu nichts: Keine Stelle kommt Ihrer Frage nahe.
declined-not-in-sources = Die Artikel sagen dazu nichts. Die Stellen, die Ihrer Frage am nächsten kommen, beantworten sie nicht.
declined-not-verified = Die Artikel sagen dazu nichts. Der Entwurf einer Antwort stand nicht Wort für Wort in den Artikeln und wird deshalb nicht gezeigt.
nearest = Was in den Artikeln am nächsten kommt, aber keine Antwort ist:
can-answer = Darauf gibt es Antworten:
suggested-about = Was sagen die Artikel über { $name }?

## Buttons, at most 80 characters
button-show = Stelle { $number } zeigen
button-helpful = Hilfreich
button-unhelpful = Nicht hilfreich
button-share = Teilen
button-moderator = Moderation fragen
button-remove = Entfernen
button-next = Nächste Seite
button-previous = Vorige Seite
button-forget = Löschen, was über mich gespeichert ist

## After a press
passage-of = { $title } · Zeichen { $start }–{ $end }
passage-changed = Der Artikel wurde seit dieser Antwort geändert oder entfernt. Zitiert wurde er so:
thanks-helpful = Danke. Als hilfreich vermerkt.
thanks-unhelpful = Danke. Als nicht hilfreich vermerkt.
reason-title = Was stimmte nicht?
reason-label = In wenigen Worten, wenn Sie mögen
reason-placeholder = Falsche Stelle, veraltet, keine Antwort auf die Frage …
shared-by = { $reader } teilt eine Antwort:
moderator-noted = Ihre Frage ist für die Moderation vermerkt.
moderator-sent = Ihre Frage liegt jetzt der Moderation vor.
moderator-already = Der Moderation liegt diese Frage schon vor.
moderator-request = { $reader } wendet sich an die Moderation; diese Frage haben die Artikel nicht beantwortet:
answer-gone = Diese Antwort ist nicht mehr gespeichert, die Schaltfläche kann daher nichts mehr tun. Fragen Sie noch einmal mit /ask.
not-yours = Das kann nur, wer gefragt hat, oder die Moderation.
cannot-share-here = In diesem Kanal darf ich nicht schreiben. Die Moderation kann es erlauben.

## Check against the story
check-title = Mit den Artikeln abgeglichen
check-legend = Wort für Wort verglichen. „Nicht gefunden“ heißt nicht falsch: Ein Artikel kann es mit anderen Worten sagen oder als Behauptung von jemandem wiedergeben.
check-supported = Die Artikel sagen es so
check-contradicted = Die Artikel sagen es anders
check-not-spoken-of = So nicht gefunden
check-differs-number = Die Zahlen weichen ab: In der Nachricht steht „{ $claimed }“, im Artikel „{ $stated }“.
check-differs-date = Die Datumsangaben weichen ab: In der Nachricht steht „{ $claimed }“, im Artikel „{ $stated }“.
check-differs-negation = Das eine bejaht, was das andere verneint.
check-differs-word = In der Nachricht steht „{ $claimed }“, im Artikel das Gegenteil: „{ $stated }“.
check-nothing = In dieser Nachricht steht kein Satz, der sich abgleichen ließe.
check-rest = { $claims ->
    [one] { $claims } weiterer Satz wurde nicht abgeglichen: Die Nachricht ist zu lang.
   *[other] { $claims } weitere Sätze wurden nicht abgeglichen: Die Nachricht ist zu lang.
}

## Sources, search, help, privacy
sources-title = { $articles ->
    [one] Woraus die Antworten stammen: { $articles } Artikel
   *[other] Woraus die Antworten stammen: { $articles } Artikel
}
sources-passages = { $passages ->
    [one] { $passages } Stelle
   *[other] { $passages } Stellen
}
search-title = { $passages ->
    [one] { $passages } Stelle mit „{ $words }“
   *[other] { $passages } Stellen mit „{ $words }“
}
search-nothing = In keiner Stelle stehen die Wörter „{ $words }“.
search-no-article = Es gibt keinen Artikel „{ $article }“. Wählen Sie einen aus der Liste, die sich beim Tippen öffnet.
help-text =
    { "" }**Newsdesk** beantwortet Fragen zum Thema mit den Worten der Artikel selbst.
    Jeder Satz einer Antwort ist ein Zitat mit seiner Fundstelle; **Stelle zeigen** öffnet es in seinem Artikel.
    Wenn die Artikel nichts dazu sagen, sagt Newsdesk auch das.

    { "" }**/ask** mit einer Frage · erwähnen Sie mich, oder schreiben Sie mir direkt · antworten Sie auf eine Antwort, um weiterzufragen
    { "" }**/search** mit Wörtern · **/sources** listet die Artikel auf · **/privacy** zeigt und löscht, was über Sie gespeichert ist
    { "" }**{ $check }**, im Menü einer Nachricht unter *Apps*, vergleicht eine Nachricht mit den Artikeln.
privacy-title = Was über Sie gespeichert ist
privacy-answers = { $answers ->
    [0] Keine Antwort auf eine Frage von Ihnen.
    [one] { $answers } Antwort auf eine Frage von Ihnen
   *[other] { $answers } Antworten auf Fragen von Ihnen
}
privacy-oldest = Ältester Eintrag: { $date }
privacy-feedback = { $feedback ->
    [0] Keine Bewertung einer Antwort von Ihnen.
    [one] { $feedback } von Ihnen abgegebene Bewertung einer Antwort
   *[other] { $feedback } von Ihnen abgegebene Bewertungen von Antworten
}
privacy-requests = { $requests ->
    [0] Keine Frage, die Sie der Moderation vorgelegt haben.
    [one] { $requests } Frage, die Sie der Moderation vorgelegt haben
   *[other] { $requests } Fragen, die Sie der Moderation vorgelegt haben
}
privacy-retention = Der Wortlaut einer Frage wird nach { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
} gelöscht, eine Antwort samt ihren Bewertungen nach { $days ->
    [one] { $days } Tag
   *[other] { $days } Tagen
}.
privacy-forgotten = Alles davon ist gelöscht. Antworten, die schon in einem Kanal stehen, bleiben dort, bis sie entfernt werden.

## What goes wrong; each says what the reader can do
trouble-unexpected = Bei mir ist etwas schiefgegangen; es ist vermerkt. Bitte fragen Sie gleich noch einmal.
trouble-corpus = Die Artikel lassen sich im Moment nicht lesen. Das müssen die Betreiber dieses Bots beheben; was schon veröffentlicht war, gibt weiter Antwort.
trouble-not-indexed = Ich lese die Artikel gerade zum ersten Mal. Bitte fragen Sie in ein paar Minuten noch einmal.
trouble-index-unavailable = Der Index antwortet im Moment nicht. An Ihrer Frage liegt es nicht: Bitte fragen Sie in einer Minute noch einmal.
trouble-locked = Die Artikel werden gerade neu gelesen. Bitte fragen Sie in einer Minute noch einmal.
trouble-edition-changed = Die Artikel haben sich inzwischen geändert. Bitte sehen Sie die Änderung noch einmal durch.
trouble-fetch = Diese Adresse kann nicht als Artikel übernommen werden. Speichern Sie die Seite und hängen Sie sie als Datei an.
trouble-extract = Auf dieser Seite wurde kein Artikel gefunden. Hängen Sie ihn stattdessen als Text- oder Markdown-Datei an.
trouble-embedding = Das Modell, das die Fragen liest, ist im Moment nicht verfügbar. Darum müssen sich die Betreiber dieses Bots kümmern.
trouble-retrieval = Der Weg zu einer Antwort ist im Moment gestört. Das heißt nicht, dass die Artikel keine Antwort haben; bitte fragen Sie später noch einmal.
trouble-records = Meine eigenen Aufzeichnungen lassen sich im Moment nicht lesen, daher kann ich hier nichts tun. Bitte versuchen Sie es in einer Minute noch einmal.
trouble-config = Dieser Bot ist falsch eingerichtet. Seine Betreiber müssen die Konfiguration prüfen.
trouble-cooldown = Bitte eine Frage nach der anderen: In { $seconds ->
    [one] { $seconds } Sekunde
   *[other] { $seconds } Sekunden
} können Sie wieder fragen.
trouble-in-flight = Ich arbeite noch an Ihrer letzten Frage.
trouble-queue-full = { $waiting ->
    [one] Zu viele Fragen auf einmal: { $waiting } wartet schon. Bitte fragen Sie in einer Minute noch einmal.
   *[other] Zu viele Fragen auf einmal: { $waiting } warten schon. Bitte fragen Sie in einer Minute noch einmal.
}
trouble-stopping = Ich wurde angehalten, bevor ich fertig war. Bitte fragen Sie in einer Minute noch einmal.
trouble-direct-messages = Direktnachrichten beantworte ich hier nicht. Fragen Sie mich auf dem Server mit /ask.
trouble-too-long = Das ist zu lang: Eine Frage hat höchstens { $most } Zeichen.

## Insights
insights-title = { $days ->
    [one] Fragen des letzten Tages
   *[other] Fragen der letzten { $days } Tage
}
insights-period = { $first } bis { $last }
insights-nothing = Niemand hat etwas gefragt.
insights-answered = Beantwortet: { $questions }
insights-declined = Ohne Antwort: { $questions }
insights-failed = Gescheitert: { $questions }
insights-busiest = Meiste Fragen an einem Tag: { $questions }, am { $date }
insights-readers = Fragende: { $readers }
insights-helpful = Hilfreich: { $votes }
insights-unhelpful = Nicht hilfreich: { $votes }
insights-rate = Bewertungen mit „hilfreich“: { $percent } %
insights-most-asked = Am häufigsten zitiert
insights-cited = { $title } (so oft zitiert: { $times })

## Moderation
not-a-moderator = Das können nur die, die diesen Server verwalten oder eine Moderationsrolle haben.
not-a-keeper = Diese Artikel führt die Moderation eines anderen Servers. Was nur diesen Server betrifft, geht auch hier.
review-closed = Diese Änderung wartet nicht mehr: Sie wurde bestätigt, abgebrochen oder ist zu alt. Beginnen Sie neu mit /corpus.
draft-gone = Dieser Artikel wartet nicht mehr. Fügen Sie ihn mit /corpus add neu hinzu.
