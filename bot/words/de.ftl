# What Newsdesk says, in German: the messages of en.ftl, with the same variables. The reader is addressed as "Sie".
# What English calls the corpus is "die Artikel" here.
# A line cannot begin with * in this format, so { "" } stands before it.

## Commands: descriptions, at most 100 characters
command-ask = Zum Thema fragen; jeder Satz der Antwort stützt sich auf ein Zitat aus einem Artikel
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
command-explain = Diese Antwort erklären

## While it works
working = Ich suche in den Artikeln …
working-reading = { $count ->
    [one] Ich lese { $count } Stelle …
   *[other] Ich lese { $count } Stellen …
}
working-writing = { $count ->
    [one] Ich schreibe anhand von { $count } Stelle …
   *[other] Ich schreibe anhand von { $count } Stellen …
}
working-checking = Ich prüfe jeden Satz an den Artikeln …
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
# Checked is less than true, and these words promise no more.
written-by-model = Von einem Sprachmodell geschrieben. Jeder Satz wurde an den Zitaten darunter geprüft.
written-and-translated = Von einem Sprachmodell geschrieben und übersetzt. Jeder Satz wurde an den Zitaten darunter geprüft, seine Übersetzung nicht.
translation-of = Eigene Übersetzung des Bots; der geprüfte Satz: { $sentence }
# Why the articles' own sentences answer where a language model was to write.
fallback-answered = { $reason } Darum antworten die Sätze der Artikel selbst.
fallback-declined = { $reason } Darum wurde nur in den Sätzen der Artikel selbst gesucht.
fallback-key = Der Schlüssel für das Sprachmodell fehlt oder wird abgelehnt.
fallback-busy = Das Sprachmodell hat zu viel zu tun.
fallback-quota = Was für das Sprachmodell bezahlt wurde, ist aufgebraucht.
fallback-unavailable = Das Sprachmodell ist nicht erreichbar.
fallback-resting = Das Sprachmodell hat mehrmals versagt und wird eine Weile nicht gefragt.
fallback-timeout = Das Sprachmodell hat zu lange gebraucht.
fallback-context = Die Stellen sind zu lang für das Sprachmodell.
fallback-unknown-model = Das gewählte Sprachmodell gibt es nicht.
fallback-rejected = Das Sprachmodell nimmt nicht an, was ihm geschickt wird.
fallback-garbled = Was das Sprachmodell geschickt hat, war nicht lesbar.
fallback-malformed = Das Sprachmodell hat nicht in der verlangten Form geschrieben.
fallback-refused = Das Sprachmodell wollte nichts schreiben.
fallback-unsupported = Das meiste, was das Sprachmodell schrieb, hielt dem Vergleich mit den Artikeln nicht stand.
fallback-budget = Das Kontingent des Sprachmodells für heute ist aufgebraucht.
fallback-server-budget = Das Kontingent dieses Servers für das Sprachmodell ist für heute aufgebraucht.
fallback-uncounted = Was vom Kontingent des Sprachmodells übrig ist, ließ sich nicht nachsehen.

## No answer
declined-nothing-asked = Es wurde nichts gefragt. Schreiben Sie eine Frage in Worten.
declined-nothing-near = Die Artikel sagen dazu nichts: Keine Stelle kommt Ihrer Frage nahe.
declined-not-in-sources = Die Artikel sagen dazu nichts: Es fand sich keine Stelle, die Ihre Frage sicher beantwortet.
declined-not-verified = Die Artikel sagen dazu nichts. Der Entwurf einer Antwort hielt dem Vergleich mit den Artikeln nicht stand und wird deshalb nicht gezeigt.
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
button-explain = Erklären (Moderation)
button-next = Nächste Seite
button-previous = Vorige Seite
button-copy = Eine Kopie davon senden
button-forget = Löschen, was über mich gespeichert ist

## After a press
passage-of = { $title } · Zeichen { $start }–{ $end }
passage-changed = Der Artikel wurde seit dieser Antwort geändert. Zitiert wurde er so:
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
    { "" }**Newsdesk** beantwortet Fragen zum Thema aus den Artikeln und zeigt deren Worte.
    Jeder Satz einer Antwort ist ein Zitat oder stützt sich auf eines, das darunter steht; **Stelle zeigen** öffnet es in seinem Artikel.
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
privacy-model = Ein Sprachmodell auf { $host } liest jede Frage, die vorige, auf die sie sich stützt, und die dazu gefundenen Textstellen. Namen oder Kennungen werden nicht gesendet.
privacy-shown = Antworten, die in einem Kanal stehen, verschwinden damit nicht: Drücken Sie zuvor darunter auf Entfernen.
privacy-copy = Alles, was über Sie gespeichert ist, als JSON-Datei: was Sie geschrieben und getan haben, wo und wann. Der Wortlaut der Artikel steht nicht darin.
privacy-copy-too-large = Das ist zu viel für eine Datei in Discord. Die Betreiber dieses Bots können sie Ihnen geben: `newsdesk privacy show`.
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
insights-busiest = Meiste Fragen an einem Tag: { $questions }, am { $date }
insights-readers = Fragende: { $readers }
insights-helpful = Hilfreich: { $votes }
insights-unhelpful = Nicht hilfreich: { $votes }
insights-rate = Bewertungen mit „hilfreich“: { $percent } %
insights-most-asked = Am häufigsten zitiert
insights-cited = { $title } (so oft zitiert: { $times })
insights-model-written = Antworten, die das Sprachmodell schrieb: { $answers }
insights-model-quoted = Antworten in den Sätzen der Artikel selbst: { $answers }
insights-model-fallbacks = Warum das Sprachmodell nicht schrieb:
insights-model-fallback = – { $reason } (Fragen: { $questions })
insights-model-tokens = Von diesem Server verbrauchte Token: { $tokens } (Anfragen: { $requests })
insights-model-tokens-all = Von allen verbrauchte Token, auch in Direktnachrichten: { $tokens } (Anfragen: { $requests })
insights-model-budget = Verbraucht von den heutigen Token dieses Servers: { $percent } %
insights-model-budget-all = Verbraucht von den heutigen Token aller: { $percent } %
insights-model-cost = Kosten: { $cost }; mit allen anderen: { $total }

## Moderation
not-a-moderator = Das können nur die, die diesen Server verwalten oder eine Moderationsrolle haben.
not-a-keeper = Diese Artikel führt die Moderation eines anderen Servers. Was nur diesen Server betrifft, geht auch hier.
review-closed = Diese Änderung wartet nicht mehr: Sie wurde bestätigt, abgebrochen oder ist zu alt. Beginnen Sie neu mit /corpus.
draft-gone = Dieser Artikel wartet nicht mehr. Fügen Sie ihn mit /corpus add neu hinzu.

add-file-or-url = Geben Sie entweder eine Datei oder eine Adresse an: eines von beiden.
edit-what = Sagen Sie, was zu ändern ist: Nennen Sie mindestens ein Feld. Ein - nimmt ein Feld heraus.
review-confirming = Die Dateien werden geschrieben, die neue Ausgabe übernimmt …

## Kanäle, und was von Moderatoren aufbewahrt wird
not-here = In diesem Kanal beantworte ich keine Fragen. Bitte fragen Sie in einem anderen.
not-here-but-there = In diesem Kanal beantworte ich keine Fragen. Fragen Sie mich in { $channels }.
mentions-off = Hier antworte ich nicht auf Erwähnungen. Fragen Sie mich mit /ask.
private-room = Auf eine Erwähnung antworte ich vor allen, und hier antworte ich jedem allein. Fragen Sie mich mit /ask.
privacy-moderation = { $number ->
    [one] { $number } Entwurf, Prüfung oder Veröffentlichung von Ihnen in der Moderation
   *[other] { $number } Entwürfe, Prüfungen und Veröffentlichungen von Ihnen in der Moderation
}
privacy-audited = { $number ->
    [one] { $number } Eintrag im Protokoll der Moderation, mit Ihrer ID. Niemand kann ihn löschen: Das Protokoll wird nur ergänzt.
   *[other] { $number } Einträge im Protokoll der Moderation, mit Ihrer ID. Niemand kann sie löschen: Das Protokoll wird nur ergänzt.
}
privacy-forgotten-but-audit = { $number ->
    [one] Alles ist gelöscht, außer { $number } Eintrag mit Ihrer ID im Protokoll der Moderation, den niemand löschen kann.
   *[other] Alles ist gelöscht, außer { $number } Einträgen mit Ihrer ID im Protokoll der Moderation, die niemand löschen kann.
} Antworten, die schon in einem Kanal stehen, bleiben dort, bis sie entfernt werden.

## Was aus einem Artikel wurde
article-corrected = Vom Herausgeber berichtigt
article-retracted = Vom Herausgeber zurückgezogen
article-superseded = Durch einen neueren Artikel ersetzt
article-superseded-by = Ersetzt durch: { $title }
answer-source-changed = Eine Quelle dieser Antwort hat sich seither geändert.
nearest-source-changed = Eine hier zitierte Quelle hat sich seither geändert.
quotation-changed = Der Artikel hat sich seither geändert: Zitiert ist er, wie er damals war.
quotation-removed = Dieses Zitat wurde entfernt: Sein Artikel steht nicht mehr im Korpus.
quotation-restated = Das wurde erst bekannt, nachdem er hier zitiert war.
quotation-restored = Was von diesem Artikel vermerkt war, ist seither aufgehoben: Er gilt, wie er erschien.
answer-checked-then = Jedes Zitat stand Wort für Wort in seinem Artikel, als es zitiert wurde.
sources-disagree = Die Quellen widersprechen sich, die neueste zuerst:
check-not-standing = Das beruht nur auf einem Artikel, der zurückgezogen oder ersetzt wurde.

## /corpus: descriptions, at most 100 characters
command-corpus = Die Artikel pflegen, aus denen die Antworten stammen
command-corpus-add = Artikel als Datei oder Adresse aufnehmen; Sie sehen vorher, was sich ändert
command-corpus-add-file = Der Artikel als .md-, .txt- oder .html-Datei
command-corpus-add-url = Die Webadresse des Artikels
command-corpus-add-replaces = Der Artikel, dessen Text er ersetzt
command-corpus-article = Der Artikel; wählen Sie ihn aus der Liste, die sich beim Tippen öffnet
command-corpus-remove = Einen Artikel herausnehmen; Sie sehen vorher, was sich ändert
command-corpus-edit = Angaben zu einem Artikel ändern, nicht seinen Text; ein - entfernt eine Angabe
command-corpus-edit-title = Der neue Titel
command-corpus-edit-source = Das Medium, in dem er erschien; - entfernt die Angabe
command-corpus-edit-published = Der Tag, an dem er erschien, etwa 2026-05-04; - entfernt die Angabe
command-corpus-edit-url = Die Webadresse; - entfernt die Angabe
command-corpus-edit-author = Wer ihn geschrieben hat; - entfernt die Angabe
command-corpus-edit-language = Die Sprache, etwa en oder pt-BR; - entfernt die Angabe
command-corpus-edit-status = Ob er berichtigt, zurückgezogen oder ersetzt wurde; - entfernt die Angabe
command-corpus-edit-superseded-by = Der Artikel, der ihn ersetzt; - entfernt die Angabe
command-corpus-reload = Von Hand geänderte Dateien neu einlesen; Sie sehen vorher, was sich ändert
command-corpus-status = Welche Ausgabe gilt, was im Ordner anders ist, und alle Fehler
command-corpus-history = Zu welchen Ausgaben man zurückkann, und wer was veröffentlicht hat
command-corpus-rollback = Zu einer früheren Ausgabe zurückgehen; Sie sehen vorher, was sich ändert
command-corpus-rollback-edition = Die Ausgabe, zu der Sie zurückwollen
command-corpus-gaps = Was gefragt und nie beantwortet wurde, das Häufigste zuerst
command-corpus-insights = Was gefragt, beantwortet und nicht beantwortet wird, Tag für Tag: als Bild und in Worten
command-corpus-insights-days = Wie viele Tage, bis heute
command-corpus-audit = Was die Moderation dieses Servers getan hat, das Neueste zuerst
command-corpus-golden = Prüffragen, die jeder neuen Ausgabe gestellt werden, bevor sie gilt
command-corpus-golden-add = Jeder neuen Ausgabe eine Frage stellen lassen, bevor sie gilt
command-corpus-golden-question = Die Frage, wie jemand sie stellen würde
command-corpus-golden-article = Der Artikel, der sie beantworten muss; leer, wenn keiner es darf
command-corpus-golden-remove = Eine Frage nicht mehr stellen lassen
command-corpus-golden-list = Alle Prüffragen, und was sie beantworten muss
command-corpus-settings = Wie Newsdesk sich auf diesem Server verhält, und wer moderiert
command-corpus-settings-show = Was hier gilt, und woher jede Wahl kommt
command-corpus-settings-room = Festlegen, wo und wie Newsdesk antwortet
command-corpus-settings-moderators = Eine Rolle moderieren lassen, oder nicht mehr
command-corpus-settings-log = Den Kanal wählen, in dem steht, was die Moderation tut
command-corpus-settings-log-channel = Der Kanal; leer lassen, um es nirgends zu melden
command-corpus-settings-channel = Ein einzelner Kanal; leer lassen für den ganzen Server
command-corpus-settings-answers = Ob Newsdesk hier überhaupt antwortet
command-corpus-settings-mentions = Ob es auf Erwähnungen antwortet; wenn nicht, nur auf Befehle
command-corpus-settings-private = Ob nur die fragende Person die Antwort sieht, wenn sie nichts anderes wählt
command-corpus-settings-threads = Ob eine Erwähnung in einem eigenen Thread beantwortet wird
command-corpus-settings-cooldown = Sekunden zwischen zwei Fragen derselben Person
command-corpus-settings-clear = Alles zurücknehmen, was hier gewählt wurde
command-corpus-settings-role = Die Rolle
command-corpus-settings-allow = Ob die Rolle moderieren darf

## /corpus: status and history
button-dismiss = Verwerfen
and-more = und { $number } weitere
unknown-moderator = niemand verzeichnet
action-add = Artikel aufgenommen oder ersetzt
action-remove = Entfernung
action-edit = Bearbeitung
action-reload = neu eingelesen
action-rollback = zurück zu einer früheren Ausgabe
change-added = hinzugefügt: { $articles }
change-removed = entfernt: { $articles }
change-changed = geändert: { $articles }
status-title = Die Artikel
status-fine = Alles in Ordnung: Jede Datei ist lesbar.
status-no-edition = Noch gilt keine Ausgabe, also kann nichts beantwortet werden.
status-faults = { $number ->
    [one] { $number } Fehler in den Artikeln. Was schon veröffentlicht war, gibt weiter Antwort.
   *[other] { $number } Fehler in den Artikeln. Was schon veröffentlicht war, gibt weiter Antwort.
}
status-faults-how = Berichtigen Sie die Datei, oder entfernen Sie sie mit /corpus remove; danach /corpus reload.
status-golden-faults = { $number ->
    [one] { $number } Fehler in der Liste der Prüffragen
   *[other] { $number } Fehler in der Liste der Prüffragen
}
status-reloaded = Gilt seit { $moment }
status-moderator = Bestätigt von: { $moderator }
status-size = Artikel: { $articles } · Textstellen: { $passages }
status-model = Suchmodell: { $model }
status-index = Suchindex: { $index }
status-index-embedded = im Ordner des Bots
status-golden = Prüffragen: { $number }
status-waiting = Änderungen, die auf die Moderation warten: { $number }
status-same = Im Ordner steht, was gilt.
status-differs = Seither von Hand geändert: { $changes }. /corpus reload zeigt, was sich ändern würde.
status-not-compared = Was im Ordner anders ist, lässt sich sagen, sobald seine Fehler behoben sind.
history-title = Ausgaben
history-serves = gilt jetzt
history-no-editions = Noch gibt es keine Ausgabe.
history-how = /corpus rollback geht zu einer davon zurück; mit der, die jetzt gilt, macht es rückgängig, was von Hand geändert wurde. Vorher sehen Sie, was sich ändert.
history-published = Zuletzt veröffentlicht
history-nothing-published = Noch ist nichts verzeichnet.

## /corpus: unanswered questions
gaps-title = { $number ->
    [one] { $number } unbeantwortete Frage
   *[other] { $number } unbeantwortete Fragen
}
gaps-none = Keine Frage ist offen: Die Artikel haben zuletzt alles beantwortet, oder Sie haben sich schon gekümmert.
gaps-how = Ein Artikel, der eine Frage beantwortet, schließt sie: /corpus add. Verwerfen Sie, was keine Antwort braucht.
gap-asked = { $number ->
    [one] Einmal gefragt
   *[other] { $number }-mal gefragt
}
gap-last = zuletzt { $moment }
gap-requests = { $requests ->
    [one] { $requests } Person hat die Moderation gefragt
   *[other] { $requests } Personen haben die Moderation gefragt
}
gap-without-words = Ihr Wortlaut ist nicht mehr gespeichert.
gap-told = { $readers ->
    [one] { $readers } Person hat Bescheid bekommen.
   *[other] { $readers } Personen haben Bescheid bekommen.
}
gap-nobody = Niemand braucht Bescheid: Niemand hat diese Frage der Moderation vorgelegt, oder niemand ist erreichbar.
gap-gone = Diese Frage ist nicht mehr offen.

## /corpus: what moderators did
audit-title = Was die Moderation getan hat
audit-nothing = Noch hat die Moderation nichts getan.
audit-proposed = Zur Durchsicht gestellt
audit-published = Veröffentlicht
audit-cancelled = Änderung abgebrochen
audit-mended = Dateien vor der ersten Ausgabe berichtigt
audit-golden-added = Prüffrage hinzugefügt
audit-golden-removed = Prüffrage entfernt
audit-room-settings = Einstellungen geändert
audit-role-allowed = Eine Rolle darf moderieren
audit-role-refused = Eine Rolle darf nicht mehr moderieren
audit-log-channel = Kanal für Meldungen gewählt
audit-gap-told = Fragenden Bescheid gegeben
audit-gap-dismissed = Unbeantwortete Frage verworfen
audit-draft-dropped = Gefundenen Artikel verworfen

## /corpus: settings
settings-of-server = Einstellungen dieses Servers
settings-of-channel = Einstellungen in { $channel }
settings-answers = Beantwortet Fragen: { $value }
settings-mentions = Antwortet auf Erwähnungen, nicht nur auf Befehle: { $value }
settings-private = Nur die fragende Person sieht die Antwort, wenn sie nichts anderes wählt: { $value }
settings-threads = Beantwortet eine Erwähnung in einem Thread: { $value }
settings-cooldown = Wartezeit zwischen zwei Fragen: { $value }
settings-yes = ja
settings-no = nein
settings-seconds = { $seconds ->
    [0] keine
    [one] { $seconds } Sekunde
   *[other] { $seconds } Sekunden
}
settings-taken-back = keine eigene Wahl
settings-all-taken-back = alles zurückgenommen
settings-from-channel = für diesen Kanal gewählt
settings-from-server = für den Server gewählt
settings-from-configuration = Voreinstellung
settings-how = /corpus settings room ändert das für einen Kanal oder den Server; clear nimmt es zurück.
settings-who = Es moderiert, wer diesen Server verwalten darf.
settings-who-roles = Es moderiert, wer diesen Server verwalten darf, dazu { $roles }.
settings-how-moderators = /corpus settings moderators lässt eine weitere Rolle moderieren, oder nicht mehr.
settings-log = Was die Moderation tut, wird in { $channel } gemeldet.
settings-no-log = Was die Moderation tut, wird in keinem Kanal gemeldet.
settings-how-log = /corpus settings log wählt den Kanal. /corpus audit listet alles auf.

## /corpus: golden questions
golden-title = { $number ->
    [one] { $number } Prüffrage
   *[other] { $number } Prüffragen
}
golden-none = Noch gibt es keine Prüffragen. Mit /corpus golden add wird jeder neuen Ausgabe eine gestellt, bevor sie gilt.
golden-how = Diese Fragen werden jeder neuen Ausgabe gestellt, bevor sie gilt. Die Liste ändern /corpus golden add und remove.
golden-expects = Antwort aus: { $article }
golden-expects-nothing = Die Artikel sagen dazu nichts
golden-added = Hinzugefügt. Jeder neuen Ausgabe wird diese Frage gestellt, bevor sie gilt.
golden-removed = Wird nicht mehr gestellt: { $question }
golden-known = Diese Frage steht schon auf der Liste. Soll eine andere Antwort gelten, nehmen Sie sie zuerst heraus: /corpus golden remove.
golden-unknown = Diese Frage steht nicht auf der Liste, oder mehrere beginnen so. Wählen Sie beim Tippen eine aus.
golden-no-article = Diesen Artikel gibt es nicht. Wählen Sie einen aus der Liste, die sich beim Tippen öffnet.

## A gap answered
gap-answered-now = Sie haben dies den Moderatoren von { $server } vorgelegt; die Artikel beantworten es jetzt:

## Eine Prüfung: was eine Änderung bewirkt, bevor sie gemacht wird
review-title-add = Zu prüfen: Ein Artikel kommt hinzu
review-title-replace = Zu prüfen: Ein Artikel bekommt einen anderen Text
review-title-remove = Zu prüfen: Ein Artikel wird entfernt
review-title-edit = Zu prüfen: Angaben zu einem Artikel
review-title-reload = Zu prüfen: der Ordner der Artikel, wie er jetzt ist
review-title-rollback = Zu prüfen: zurück zu einer früheren Ausgabe
review-title = Zu prüfen: eine Änderung der Artikel
review-waits = Noch ist nichts geändert: Bis Sie bestätigen, kommen Antworten aus den bisherigen Artikeln.
review-added = { $articles } Artikel hinzugefügt
review-changed = { $articles } Artikel geändert
review-removed = { $articles } Artikel entfernt
review-warnings = { $number ->
    [one] Sehen Sie { $number } Warnung an, bevor Sie bestätigen.
   *[other] Sehen Sie { $number } Warnungen an, bevor Sie bestätigen.
}
review-incomplete = Nicht alles ist gezeigt: Die Änderung ist zu groß. Was fehlt, ist an seiner Stelle gezählt.
review-list-removed = Entfernte Artikel
review-list-added = Neue Artikel
review-list-changed = Geänderte Artikel
review-list-files = Außerdem im Ordner geändert
review-file-removed = { $file } wird gelöscht
review-file-written = { $file } wird neu geschrieben
review-files-only = Die Antworten bleiben, wie sie sind: Nur Dateien im Ordner ändern sich.
review-file = Datei: { $file }
review-more-suspicions = { $places ->
    [one] { $places } weitere Warnung, in einem anderen Artikel, ist nicht gezeigt.
   *[other] { $places } weitere Warnungen, in anderen Artikeln, sind nicht gezeigt.
}
review-more-removed = { $articles ->
    [one] { $articles } weiterer entfernter Artikel ist nicht gezeigt.
   *[other] { $articles } weitere entfernte Artikel sind nicht gezeigt.
}
review-more-added = { $articles ->
    [one] { $articles } weiterer neuer Artikel ist nicht gezeigt.
   *[other] { $articles } weitere neue Artikel sind nicht gezeigt.
}
review-more-changed = { $articles ->
    [one] { $articles } weiterer geänderter Artikel ist nicht gezeigt.
   *[other] { $articles } weitere geänderte Artikel sind nicht gezeigt.
}
review-nothing = Es würde sich nichts ändern: Diese Artikel dienen schon.
review-cancelled = Abgebrochen. Nichts wurde geändert.
review-mended = Die Dateien sind geändert. Es wurde noch nie etwas veröffentlicht, also gab es nichts, womit sich das vergleichen ließe: Ich lese die Artikel jetzt. /corpus status sagt, was noch im Weg steht.
review-staging = Ich lese die Artikel neu, neben denen, aus denen geantwortet wird …
review-fetching = Ich suche den Artikel darin …
button-confirm = Bestätigen
button-cancel = Abbrechen
number-of-words = { $number ->
    [one] { $number } Wort
   *[other] { $number } Wörter
}
difference-legend = ~~durchgestrichen~~: entfernt · **fett**: hinzugefügt · ¶: Ende einer Zeile
difference-none = Der Text bleibt, wie er ist.
difference-signs = Im Text ändern sich nur Zeichen, Leerräume oder Zeilenenden.
difference-removed = { $number ->
    [one] { $number } Wort des Textes entfernt
   *[other] { $number } Wörter des Textes entfernt
}
difference-added = { $number ->
    [one] { $number } Wort hinzugefügt
   *[other] { $number } Wörter hinzugefügt
}
difference-rewritten = Zu viel an diesem Text ist neu, um ihn Wort für Wort zu vergleichen: erst, was entfernt, dann, was hinzugefügt wird.
difference-unchanged = { $number ->
    [one] … { $number } Wort unverändert …
   *[other] … { $number } Wörter unverändert …
}
difference-not-shown = { $number ->
    [one] … { $number } weiteres Wort entfernt oder hinzugefügt, nicht gezeigt …
   *[other] … { $number } weitere Wörter entfernt oder hinzugefügt, nicht gezeigt …
}
fact-named = { $name }: { $value }
fact-title = Titel
fact-source = Medium
fact-published = Datum
fact-url = Adresse
fact-author = Autor
fact-language = Sprache
fact-status = Stand
fact-superseded-by = Ersetzt durch
fact-none = keine Angabe
fact-status-corrected = berichtigt
fact-status-retracted = zurückgezogen
fact-status-superseded = ersetzt
suspicion-instruction = Worte, die einem Sprachmodell Befehle geben
suspicion-invisible = Zeichen, die niemand sieht
suspicion-bidi = Zeichen, die die Schreibrichtung umkehren
suspicion-homoglyph = Ähnliche Buchstaben eines anderen Alphabets in einem Wort
suspicion-mention = Eine Erwähnung, die Leute herbeiriefe
suspicion-hidden-markup = Auszeichnung, die Lesern Worte verbirgt
suspicion-blob = Eine lange Folge verschlüsselter Zeichen
suspicion-places = { $places ->
    [one] { $places } Stelle
   *[other] { $places } Stellen
}
suspicion-in-title = im Titel: { $excerpt }
suspicion-more = { $places ->
    [one] und { $places } weitere solche Stelle
   *[other] und { $places } weitere solche Stellen
}
suspicion-most = Gesucht wird bis { $most } je Art: Es kann mehr geben.
suspicion-what = Gehört das in den Artikel? Wenn nicht, nehmen Sie es aus dem Text und beginnen Sie neu.
golden-run-none = Es gibt keine Prüffragen, also wurde keine gestellt. /corpus golden add nimmt eine auf.
golden-run-holds = { $questions ->
    [one] Die Prüffrage ({ $questions }) hält.
   *[other] Alle { $questions } Prüffragen halten.
}
golden-run-lost = Prüffragen: { $number } von { $questions } nicht mehr wie erwartet beantwortet:
golden-run-none-lost = Prüffragen: Jede, die vorher hielt, hält.
golden-run-before = Prüffragen: { $number } von { $questions } hielten auch vorher nicht:
golden-run-expected = Erwartet: { $expected } · Jetzt: { $got }
golden-run-what = Stimmt das inzwischen? Dann bringen Sie die Liste mit /corpus golden auf den neuen Stand. Wenn nicht, brechen Sie ab.
golden-run-declined = keine Antwort
golden-run-more = { $number ->
    [one] und { $number } weitere Frage
   *[other] und { $number } weitere Fragen
}

## Nach einer bestätigten Änderung
confirmed-title = Fertig: Antworten kommen jetzt aus Ausgabe { $edition }
confirmed-how = Frühere Antworten werden markiert, wo sich ihre Quelle geändert hat. /corpus rollback geht zurück.
confirmed-gaps = { $number ->
    [one] Sie beantwortet { $number } Frage, die offen war:
   *[other] Sie beantwortet { $number } Fragen, die offen waren:
}
confirmed-gap = Beantwortet durch: { $article }
confirmed-gap-without-words = Eine Frage, deren Wortlaut nicht mehr aufbewahrt ist
confirmed-more = { $number ->
    [one] und { $number } weitere Frage
   *[other] und { $number } weitere Fragen
}
button-tell = Denen sagen, die gefragt haben ({ $requests })

## Ein Artikel, in einer Datei oder Seite gefunden
draft-found = Ist das der Artikel?
draft-no-source = kein Medium gefunden
draft-no-published = kein Datum gefunden
draft-no-url = keine Adresse gefunden
draft-no-author = kein Autor gefunden
draft-no-language = keine Sprache gefunden
draft-replaces = Sein Text tritt an die Stelle von: { $article }
draft-next = Als Nächstes können Sie diese Angaben berichtigen und sehen dann, was sich ändern würde. Veröffentlicht wird erst, wenn Sie das bestätigen.
draft-text = Sein Text
draft-begins = Er beginnt
draft-ends = Er endet
button-confirm-draft = Angaben bestätigen
button-discard = Verwerfen
draft-dropped = Verworfen. Nichts davon wird aufbewahrt.
# Im Fenster, höchstens 45 Zeichen
draft-title = Was man vom Artikel weiß
draft-field-title = Titel
draft-field-source = Medium
draft-field-published = Datum, als YYYY-MM-DD
draft-field-url = Adresse

## Was für die Moderation schiefgeht; die Zeile des Fehlers steht darunter
trouble-change = So lassen sich die Artikel nicht lesen oder ändern:
trouble-faults = { $number ->
    [one] { $number } Fehler ist zuerst zu beheben:
   *[other] { $number } Fehler sind zuerst zu beheben:
}
trouble-faults-serving = Nichts wurde geändert. Was zuletzt veröffentlicht war, antwortet weiter.
trouble-faults-how = Ist es die angehängte Datei: Beheben Sie den Fehler und hängen Sie sie noch einmal an. Steht sie im Ordner: /corpus remove löscht sie nach ihrem Namen, /corpus add mit replaces: gibt ihr einen anderen Text, /corpus rollback bringt alle Dateien auf den Stand zurück, aus dem die Antworten kommen.
trouble-faults-more = { $number ->
    [one] und { $number } weiterer Fehler
   *[other] und { $number } weitere Fehler
}
trouble-fetch-address = Das ist keine Adresse einer Seite. Geben Sie eine an, die mit https oder http beginnt, ohne Namen oder Passwort.
trouble-fetch-port = Seiten werden nur über die üblichen Ports des Webs geholt. Lassen Sie den Port in der Adresse weg.
trouble-fetch-not-public = Diese Adresse liegt nicht im öffentlichen Internet, deshalb wird von dort nichts geholt. Speichern Sie die Seite und hängen Sie sie als Datei an.
trouble-fetch-unknown-host = Diese Website gibt es nicht. Prüfen Sie, ob die Adresse richtig geschrieben ist.
trouble-fetch-unreachable = Diese Website ist nicht zu erreichen. Versuchen Sie es später, oder speichern Sie die Seite und hängen Sie sie als Datei an.
trouble-fetch-certificate = Diese Website kann nicht beweisen, dass sie ist, wer sie zu sein vorgibt. Prüfen Sie die Adresse, oder speichern Sie die Seite und hängen Sie sie als Datei an.
trouble-fetch-redirects = Diese Adresse leitet immer weiter und nie zu einer Seite. Öffnen Sie sie selbst und geben Sie die Adresse an, bei der Sie ankommen.
trouble-fetch-downgrade = Diese Adresse führt von https zu einer ungeschützten Adresse. Öffnen Sie sie selbst, speichern Sie die Seite und hängen Sie sie als Datei an.
trouble-fetch-status = Diese Website gibt die Seite nicht heraus: Sie ist weg oder nicht für alle. Öffnen Sie sie selbst, speichern Sie sie und hängen Sie sie als Datei an.
trouble-fetch-type = Das ist keine Seite mit Text. Geben Sie die Adresse des Artikels selbst an, oder hängen Sie seinen Text als Datei an.
trouble-fetch-packing = Diese Website schickt die Seite auf eine Weise gepackt, der nicht zu trauen ist. Speichern Sie die Seite und hängen Sie sie als Datei an.
trouble-fetch-size = Diese Seite ist zu groß. Speichern Sie den Text des Artikels und hängen Sie ihn als Datei an.
trouble-fetch-time = Diese Website hat zu lange gebraucht. Versuchen Sie es später, oder speichern Sie die Seite und hängen Sie sie als Datei an.
trouble-fetch-empty = Diese Seite ist leer. Prüfen Sie die Adresse, oder speichern Sie die Seite und hängen Sie sie als Datei an.
trouble-fetch-broken = Die Seite ist unterwegs abgebrochen. Versuchen Sie es noch einmal, oder speichern Sie die Seite und hängen Sie sie als Datei an.

gaps-answered = { $number ->
    [one] Inzwischen beantwortet; wer gefragt hat, weiß es noch nicht:
   *[other] Inzwischen beantwortet ({ $number }); wer gefragt hat, weiß es noch nicht:
}

role-of-everybody = Diese Rolle haben alle, darum lässt sie niemanden zu. Nennen Sie eine andere.
log-not-writable = In { $channel } darf ich nicht schreiben. Erlauben Sie es mir, oder wählen Sie einen anderen Kanal.
review-cancelling = Wird abgebrochen; falls gerade eine andere Änderung vorbereitet wird, kommt diese zuerst …

## How an answer came about: for moderators
explain-title = Wie diese Antwort zustande kam
explain-note = Das sehen nur Sie. Geprüft ist hier nichts, außer was die Antwort selbst zeigt.
explain-gone = Wie diese Antwort zustande kam, ist nicht mehr gespeichert: Es wird mit den Worten der Frage gelöscht.
explain-no-answer = Diese Nachricht ist keine Antwort von mir, oder sie ist nicht mehr gespeichert.
explain-taken-down = Ein gefundener Artikel wurde seither entfernt: Seine Sätze und alles Geschriebene werden nicht gezeigt.
explain-reading = Wie die Frage verstanden wurde
explain-as-it-stands = So, wie sie dasteht.
explain-standalone = Im Licht des Gesprächs: { $question }
explain-searched = Gesucht wurde: { $text }
explain-confidence = Sicherheit { $confidence } %; die Sätze der Artikel selbst antworten ab { $least } %.
explain-asked-from = Ein Sprachmodell wird ab { $least } % gefragt.
explain-found = { $passages ->
    [one] { $passages } Stelle gefunden
   *[other] { $passages } Stellen gefunden
}
explain-score = Wertung { $score }
explain-similarity = Ähnlichkeit { $similarity }
explain-carried = aus dem Gespräch übernommen
explain-sentences = Die passendsten Sätze
explain-model = Sprachmodell: { $model }
explain-no-model = Es wurde kein Sprachmodell gefragt.
explain-rewrite = Umformulieren der Frage
explain-draft = Entwurf { $number }
explain-fault = Daran war falsch: { $fault }
explain-dropped = Nicht gezeigt: { $reason }
explain-tokens = Token: { $read } gelesen, { $written } geschrieben
explain-estimated = zum Teil geschätzt
explain-cost = Kosten: { $cost }
explain-milliseconds = in { $milliseconds } ms
explain-steps = Dauer je Schritt: { $steps }
