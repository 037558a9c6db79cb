# What Newsdesk says, in French: the messages of en.ftl, with the same variables. The reader is addressed as "vous".
# What English calls the corpus is "les articles" here. No-break spaces stand before : ; ? ! and inside « ».
# A line cannot begin with * in this format, so { "" } stands before it.

## Commands: descriptions, at most 100 characters
command-ask = Poser une question sur le sujet : chaque phrase de la réponse repose sur une citation d’un article
command-ask-question = Votre question, dans la langue de votre choix
command-ask-private = La réponse n’est visible que par vous
command-search = Trouver des passages par leurs mots, cités tels quels
command-search-words = Les mots à chercher
command-search-article = Chercher dans un seul article
command-sources = D’où viennent les réponses : tous les articles, avec leur date
command-help = Ce que fait Newsdesk, et ce qu’il ne fait pas
command-privacy = Voir ce qui est conservé sur vous, et l’effacer
# The name of the entry in a message's menu, at most 32 characters
command-check = Confronter aux articles
command-explain = Expliquer cette réponse

## While it works
working = Recherche dans les articles…
working-reading = { $count ->
    [one] Lecture de { $count } passage…
   *[other] Lecture de { $count } passages…
}
working-writing = { $count ->
    [one] Rédaction à partir de { $count } passage…
   *[other] Rédaction à partir de { $count } passages…
}
working-checking = Vérification de chaque phrase dans les articles…
waiting = Il y a du monde : votre question est { $place ->
    [1] la prochaine
   *[other] numéro { $place }
} dans la file d’attente.

## An answer
marked-source = [{ $number }] { $source }
unknown-date = sans date
open-article = Ouvrir l’article
answer-checked = Chaque citation figure mot pour mot dans son article.
edition = Édition { $edition }
page-of = Page { $page } sur { $pages }
carried-from = Comprise comme la suite de : { $question }
# Checked is less than true, and these words promise no more.
written-by-model = Rédigé par un modèle de langue. Chaque phrase a été confrontée aux citations ci-dessous.
written-and-translated = Rédigé et traduit par un modèle de langue. Chaque phrase a été confrontée aux citations ci-dessous ; sa traduction ne l’a pas été.
translation-of = Traduction faite par le bot ; la phrase vérifiée : { $sentence }
# Why the articles' own sentences answer where a language model was to write.
fallback-answered = { $reason } Ce sont donc les phrases mêmes des articles qui répondent.
fallback-declined = { $reason } Seules les phrases mêmes des articles ont donc été consultées.
fallback-key = La clé du modèle de langue manque, ou elle est refusée.
fallback-busy = Le modèle de langue est trop sollicité.
fallback-quota = Le crédit payé pour le modèle de langue est épuisé.
fallback-unavailable = Le modèle de langue est injoignable.
fallback-resting = Le modèle de langue a échoué plusieurs fois et n’est plus sollicité pour un moment.
fallback-timeout = Le modèle de langue a mis trop de temps.
fallback-context = Les passages sont trop longs pour le modèle de langue.
fallback-unknown-model = Le modèle de langue choisi n’existe pas.
fallback-rejected = Le modèle de langue n’accepte pas ce qui lui est envoyé.
fallback-garbled = L’envoi du modèle de langue n’a pas pu être lu.
fallback-malformed = Le modèle de langue n’a pas écrit sous la forme demandée.
fallback-refused = Le modèle de langue a refusé d’écrire.
fallback-unsupported = L’essentiel de ce que le modèle de langue a écrit n’a pas résisté à la comparaison avec les articles.
fallback-budget = La part du modèle de langue prévue pour aujourd’hui est épuisée.
fallback-server-budget = La part du modèle de langue prévue pour ce serveur est épuisée pour aujourd’hui.
fallback-uncounted = Ce qui reste de la part du modèle de langue n’a pas pu être vérifié.

## No answer
declined-nothing-asked = Aucune question n’a été posée. Écrivez-la avec des mots.
declined-nothing-near = Les articles ne le disent pas : rien n’y approche de votre question.
declined-not-in-sources = Les articles ne le disent pas : aucun passage trouvé ne répond sûrement à votre question.
declined-not-verified = Les articles ne le disent pas. La réponse préparée n’a pas résisté à la comparaison avec eux : elle n’est donc pas affichée.
nearest = Au plus près dans les articles, sans être une réponse :
can-answer = Les questions auxquelles ils répondent :
suggested-about = Que disent les articles sur { $name } ?

## Buttons, at most 80 characters
button-show = Voir le passage { $number }
button-helpful = Utile
button-unhelpful = Pas utile
button-share = Partager
button-moderator = Demander à la modération
button-remove = Retirer
button-explain = Expliquer (modération)
button-next = Page suivante
button-previous = Page précédente
button-copy = M’en envoyer une copie
button-forget = Effacer ce qui est conservé sur moi

## After a press
passage-of = { $title } · caractères { $start } à { $end }
passage-changed = L’article a été modifié depuis cette réponse. Il était cité ainsi :
thanks-helpful = Merci. C’est noté : utile.
thanks-unhelpful = Merci. C’est noté : pas utile.
reason-title = Qu’est-ce qui n’allait pas ?
reason-label = En quelques mots, si vous le souhaitez
reason-placeholder = Mauvais passage, information dépassée, hors sujet…
shared-by = Une réponse partagée par { $reader } :
moderator-noted = Votre question a été notée pour l’équipe de modération.
moderator-sent = Votre question a été transmise à l’équipe de modération.
moderator-already = L’équipe de modération a déjà cette question.
moderator-request = { $reader } s’adresse à la modération ; les articles n’ont pas répondu à ceci :
answer-gone = Cette réponse n’est plus conservée, le bouton ne peut donc plus rien faire. Reposez la question avec /ask.
not-yours = Seule la personne qui a posé la question, ou la modération, peut faire cela.
cannot-share-here = Je n’ai pas le droit d’écrire dans ce salon. La modération peut me l’accorder.

## Check against the story
check-title = Confronté aux articles
check-legend = Comparé mot à mot. « Pas trouvé » ne veut pas dire faux : un article peut le dire autrement, ou le rapporter comme l’affirmation de quelqu’un.
check-supported = Les articles le disent
check-contradicted = Les articles disent autre chose
check-not-spoken-of = Pas trouvé en ces termes
check-differs-number = Les chiffres diffèrent : le message dit « { $claimed } », l’article « { $stated } ».
check-differs-date = Les dates diffèrent : le message dit « { $claimed } », l’article « { $stated } ».
check-differs-negation = L’un affirme, l’autre nie.
check-differs-word = Le message dit « { $claimed } », l’article le contraire : « { $stated } ».
check-nothing = Ce message ne contient aucune phrase à vérifier.
check-rest = { $claims ->
    [one] { $claims } autre phrase n’a pas été vérifiée : le message est trop long.
   *[other] { $claims } autres phrases n’ont pas été vérifiées : le message est trop long.
}

## Sources, search, help, privacy
sources-title = { $articles ->
    [one] D’où viennent les réponses : { $articles } article
   *[other] D’où viennent les réponses : { $articles } articles
}
sources-passages = { $passages ->
    [one] { $passages } passage
   *[other] { $passages } passages
}
search-title = { $passages ->
    [one] { $passages } passage avec « { $words } »
   *[other] { $passages } passages avec « { $words } »
}
search-nothing = Aucun passage ne contient les mots « { $words } ».
search-no-article = Il n’y a pas d’article « { $article } ». Choisissez-en un dans la liste qui s’ouvre pendant la saisie.
help-text =
    { "" }**Newsdesk** répond aux questions sur le sujet à partir des articles, et montre leurs mots.
    Chaque phrase d’une réponse est une citation, ou repose sur une citation affichée plus bas ; **Voir le passage** l’ouvre dans son article.
    Quand les articles ne disent rien, il le dit.

    { "" }**/ask** et une question · mentionnez-moi, ou écrivez-moi en message privé · répondez à une réponse pour poursuivre
    { "" }**/search** et des mots · **/sources** donne la liste des articles · **/privacy** montre et efface ce qui est conservé sur vous
    { "" }**{ $check }**, dans le menu d’un message sous *Applications*, compare les propos de quelqu’un aux articles.
privacy-title = Ce qui est conservé sur vous
privacy-answers = { $answers ->
    [0] Aucune réponse à une question de vous.
    [one] { $answers } réponse à une question de vous
   *[other] { $answers } réponses à des questions de vous
}
privacy-oldest = Le plus ancien : { $date }
privacy-feedback = { $feedback ->
    [0] Aucun avis de vous sur une réponse.
    [one] { $feedback } avis de vous sur une réponse
   *[other] { $feedback } avis de vous sur des réponses
}
privacy-requests = { $requests ->
    [0] Aucune question soumise par vous à la modération.
    [one] { $requests } question soumise par vous à la modération
   *[other] { $requests } questions soumises par vous à la modération
}
privacy-retention = Le texte d’une question est effacé au bout de { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}, une réponse et les avis qu’elle a reçus au bout de { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}.
privacy-model = Un modèle de langage sur { $host } lit chaque question, la précédente sur laquelle elle s’appuie et les passages trouvés pour elle. Aucun nom ni identifiant ne lui est envoyé.
privacy-shown = Les réponses affichées dans un salon ne disparaissent pas pour autant : appuyez d’abord sur Retirer en dessous.
privacy-copy = Tout ce qui est conservé sur vous, en fichier JSON : ce que vous avez écrit et fait, où et quand. Le texte des articles n’y figure pas.
privacy-copy-too-large = C’est trop pour un fichier dans Discord. Les personnes qui gèrent ce bot peuvent vous le donner : `newsdesk privacy show`.
privacy-forgotten = Tout est effacé. Les réponses déjà affichées dans un salon y restent jusqu’à ce qu’on les retire.

## What goes wrong; each says what the reader can do
trouble-unexpected = Quelque chose n’a pas fonctionné de mon côté ; l’incident est noté. Reposez votre question dans un instant.
trouble-corpus = Les articles sont illisibles pour le moment. C’est aux responsables de ce bot de les réparer ; ce qui était déjà publié répond toujours.
trouble-not-indexed = Je lis encore les articles pour la première fois. Reposez votre question dans quelques minutes.
trouble-index-unavailable = L’index ne répond pas pour le moment. Votre question n’y est pour rien : reposez-la dans une minute.
trouble-locked = Les articles sont en train d’être relus. Reposez votre question dans une minute.
trouble-edition-changed = Les articles ont changé entre-temps. Veuillez revoir la modification.
trouble-fetch = Cette adresse ne peut pas être reprise comme article. Enregistrez la page et joignez-la comme fichier.
trouble-extract = Aucun article n’a été trouvé dans cette page. Joignez-la plutôt comme fichier texte ou Markdown.
trouble-embedding = Le modèle qui lit les questions est inutilisable pour le moment. C’est aux responsables de ce bot de s’en occuper.
trouble-retrieval = Le chemin vers une réponse est coupé pour le moment. Cela ne veut pas dire que les articles n’ont pas de réponse ; reposez votre question plus tard.
trouble-records = Mes propres registres sont illisibles pour le moment, je ne peux donc rien faire ici. Réessayez dans une minute.
trouble-config = Ce bot est mal configuré. C’est à ses responsables de revoir sa configuration.
trouble-cooldown = Une question à la fois, s’il vous plaît : vous pourrez en poser une autre dans { $seconds ->
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}.
trouble-in-flight = Je travaille encore sur votre dernière question.
trouble-queue-full = { $waiting ->
    [one] Trop de questions à la fois : { $waiting } attend déjà. Reposez la vôtre dans une minute.
   *[other] Trop de questions à la fois : { $waiting } attendent déjà. Reposez la vôtre dans une minute.
}
trouble-stopping = On m’a arrêté avant que j’aie pu finir. Reposez votre question dans une minute.
trouble-direct-messages = Je ne réponds pas aux messages privés. Posez votre question sur le serveur avec /ask.
trouble-too-long = C’est trop long : une question compte au plus { $most } caractères.

## Insights
insights-title = { $days ->
    [one] Questions du dernier jour
   *[other] Questions des { $days } derniers jours
}
insights-period = Du { $first } au { $last }
insights-nothing = Personne n’a rien demandé.
insights-answered = Avec réponse : { $questions }
insights-declined = Sans réponse : { $questions }
insights-busiest = Jour le plus actif : le { $date }, avec { $questions } posées
insights-readers = Lecteurs : { $readers }
insights-helpful = Utile : { $votes }
insights-unhelpful = Pas utile : { $votes }
insights-rate = Avis « utile » : { $percent } %
insights-most-asked = Articles les plus cités
insights-cited = { $title } (nombre de citations : { $times })
insights-model-written = Réponses écrites par le modèle de langue : { $answers }
insights-model-quoted = Réponses dans les phrases mêmes des articles : { $answers }
insights-model-fallbacks = Pourquoi le modèle de langue n’a pas écrit :
insights-model-fallback = – { $reason } (questions : { $questions })
insights-model-tokens = Jetons utilisés par ce serveur : { $tokens } (requêtes : { $requests })
insights-model-tokens-all = Jetons utilisés par tous, messages privés compris : { $tokens } (requêtes : { $requests })
insights-model-budget = Part utilisée des jetons de ce serveur pour aujourd’hui : { $percent } %
insights-model-budget-all = Part utilisée des jetons de tous pour aujourd’hui : { $percent } %
insights-model-cost = Coût : { $cost } ; avec tous les autres : { $total }

## Modération
not-a-moderator = Seules les personnes qui gèrent ce serveur, ou qui ont un rôle de modération, peuvent faire cela.
not-a-keeper = Ces articles sont tenus par les modérateurs d’un autre serveur. Ici, vous pouvez faire ce qui ne concerne que ce serveur.
review-closed = Cette modification n’attend plus : elle a été confirmée, annulée, ou elle est trop ancienne. Recommencez avec /corpus.
draft-gone = Cet article n’attend plus. Ajoutez-le de nouveau avec /corpus add.

add-file-or-url = Donnez soit un fichier, soit une adresse : l’un des deux.
edit-what = Dites quoi changer : nommez au moins un champ. Un - retire un champ.
review-confirming = Écriture des fichiers et mise en service de la nouvelle édition …

## Salons, et ce qui est conservé des modérateurs
not-here = Je ne réponds pas aux questions dans ce salon. Posez la vôtre dans un autre.
not-here-but-there = Je ne réponds pas aux questions dans ce salon. Posez la vôtre dans { $channels }.
mentions-off = Je ne réponds pas aux mentions ici. Posez votre question avec /ask.
private-room = La réponse à une mention est vue de tous, et ici je réponds à chacun en privé. Posez votre question avec /ask.
privacy-moderation = { $number ->
    [one] { $number } brouillon, relecture ou publication de votre part comme modérateur
   *[other] { $number } brouillons, relectures et publications de votre part comme modérateur
}
privacy-audited = { $number ->
    [one] { $number } entrée dans le journal des modérateurs, avec votre identifiant. Personne ne peut la supprimer : on ne peut qu’ajouter à ce journal.
   *[other] { $number } entrées dans le journal des modérateurs, avec votre identifiant. Personne ne peut les supprimer : on ne peut qu’ajouter à ce journal.
}
privacy-forgotten-but-audit = { $number ->
    [one] Tout est effacé, sauf { $number } entrée avec votre identifiant dans le journal des modérateurs, que personne ne peut supprimer.
   *[other] Tout est effacé, sauf { $number } entrées avec votre identifiant dans le journal des modérateurs, que personne ne peut supprimer.
} Les réponses déjà affichées dans un salon y restent jusqu’à ce qu’on les retire.

## Ce qu’un article est devenu
article-corrected = Corrigé par son éditeur
article-retracted = Retiré par son éditeur
article-superseded = Remplacé par un article plus récent
article-superseded-by = Remplacé par : { $title }
answer-source-changed = Une source de cette réponse a changé depuis qu’elle a été donnée.
nearest-source-changed = Une source citée ici a changé depuis.
quotation-changed = L’article a changé depuis : il est cité tel qu’il était alors.
quotation-removed = Cette citation a été retirée : son article n’est plus dans le corpus.
quotation-restated = On l’a su après cette citation.
quotation-restored = Ce qui était signalé de cet article a été levé depuis : il vaut tel qu’il a été publié.
answer-checked-then = Chaque citation figurait mot pour mot dans son article quand elle a été faite.
sources-disagree = Les sources se contredisent, la plus récente d’abord :
check-not-standing = Cela ne repose que sur un article retiré ou remplacé.

## /corpus: descriptions, at most 100 characters
command-corpus = Tenir les articles d’où viennent les réponses
command-corpus-add = Ajouter un article, par fichier ou adresse web ; vous voyez d’abord ce qui change
command-corpus-add-file = L’article, en fichier .md, .txt ou .html
command-corpus-add-url = L’adresse web de l’article
command-corpus-add-replaces = L’article dont il remplace le texte
command-corpus-article = L’article ; choisissez-le dans la liste qui s’ouvre à la saisie
command-corpus-remove = Retirer un article ; vous voyez d’abord ce qui change
command-corpus-edit = Modifier ce qui est dit d’un article, pas son texte ; un - efface l’indication
command-corpus-edit-title = Son nouveau titre
command-corpus-edit-source = Le média qui l’a publié ; - efface l’indication
command-corpus-edit-published = Le jour de sa publication, comme 2026-05-04 ; - efface l’indication
command-corpus-edit-url = Son adresse web ; - efface l’indication
command-corpus-edit-author = Qui l’a écrit ; - efface l’indication
command-corpus-edit-language = Sa langue, comme en ou pt-BR ; - efface l’indication
command-corpus-edit-status = S’il a été corrigé, retiré ou remplacé ; - efface l’indication
command-corpus-edit-superseded-by = L’article qui le remplace ; - efface l’indication
command-corpus-reload = Relire les fichiers modifiés à la main ; vous voyez d’abord ce qui change
command-corpus-status = L’édition en service, ce qui diffère dans le dossier, et chaque défaut
command-corpus-history = Les éditions auxquelles on peut revenir, et qui a publié quoi
command-corpus-rollback = Revenir à une édition antérieure ; vous voyez d’abord ce qui change
command-corpus-rollback-edition = L’édition à laquelle revenir
command-corpus-gaps = Ce qui a été demandé et jamais répondu, le plus demandé d’abord
command-corpus-insights = Les questions, avec et sans réponse, jour par jour : une image, et la même chose en mots
command-corpus-insights-days = Combien de jours, jusqu’à aujourd’hui
command-corpus-audit = Ce qu’a fait la modération de ce serveur, du plus récent au plus ancien
command-corpus-golden = Questions témoins, posées à chaque nouvelle édition avant sa mise en service
command-corpus-golden-add = Faire poser une question à chaque nouvelle édition avant sa mise en service
command-corpus-golden-question = La question, comme on la poserait
command-corpus-golden-article = L’article qui doit y répondre ; laissez vide si aucun ne le doit
command-corpus-golden-remove = Ne plus faire poser une question
command-corpus-golden-list = Toutes les questions témoins, et ce qui doit y répondre
command-corpus-settings = Comment Newsdesk se comporte sur ce serveur, et qui le modère
command-corpus-settings-show = Ce qui vaut ici, et d’où vient chaque choix
command-corpus-settings-room = Choisir où et comment Newsdesk répond
command-corpus-settings-moderators = Permettre à un rôle de modérer, ou ne plus le permettre
command-corpus-settings-log = Choisir le salon où est dit ce que fait la modération
command-corpus-settings-log-channel = Le salon ; laissez vide pour ne rien dire nulle part
command-corpus-settings-channel = Un salon ; laissez vide pour tout le serveur
command-corpus-settings-answers = Si Newsdesk répond ici, ou pas du tout
command-corpus-settings-mentions = S’il répond aux mentions ; sinon, aux commandes seules
command-corpus-settings-private = Si seule la personne qui demande voit la réponse, sauf choix contraire
command-corpus-settings-threads = Si une mention reçoit sa réponse dans un fil à part
command-corpus-settings-cooldown = Secondes d’attente entre deux questions d’une même personne
command-corpus-settings-clear = Annuler tout ce qui a été choisi ici
command-corpus-settings-role = Le rôle
command-corpus-settings-allow = Si le rôle peut modérer

## /corpus: status and history
button-dismiss = Écarter
and-more = et { $number } de plus
unknown-moderator = personne d’enregistré
action-add = article ajouté ou remplacé
action-remove = retrait
action-edit = modification
action-reload = relecture du dossier
action-rollback = retour en arrière
change-added = ajouté : { $articles }
change-removed = retiré : { $articles }
change-changed = modifié : { $articles }
status-title = Les articles
status-fine = Tout va bien : chaque fichier est lisible.
status-no-edition = Aucune édition n’est encore en service : rien ne peut recevoir de réponse.
status-faults = { $number ->
    [one] { $number } défaut dans les articles. Ce qui était déjà publié répond toujours.
   *[other] { $number } défauts dans les articles. Ce qui était déjà publié répond toujours.
}
status-faults-how = Corrigez le fichier, ou retirez-le avec /corpus remove ; puis /corpus reload.
status-golden-faults = { $number ->
    [one] { $number } défaut dans la liste des questions témoins
   *[other] { $number } défauts dans la liste des questions témoins
}
status-reloaded = En service depuis : { $moment }
status-moderator = Confirmée par : { $moderator }
status-size = Articles : { $articles } · Passages : { $passages }
status-model = Modèle de recherche : { $model }
status-index = Index de recherche : { $index }
status-index-embedded = dans le dossier du bot
status-golden = Questions témoins : { $number }
status-waiting = Modifications qui attendent la modération : { $number }
status-same = Le dossier contient ce qui est en service.
status-differs = Modifié à la main depuis : { $changes }. /corpus reload montre ce qui changerait.
status-not-compared = Ce qui diffère dans le dossier pourra être dit une fois ses défauts réparés.
history-title = Éditions
history-serves = en service
history-no-editions = Aucune édition n’existe encore.
history-how = /corpus rollback revient à l’une d’elles ; avec celle qui est en service, il défait ce qui a été modifié à la main. Vous voyez d’abord ce qui change.
history-published = Dernières publications
history-nothing-published = Rien n’est encore enregistré.

## /corpus: unanswered questions
gaps-title = { $number ->
    [one] { $number } question sans réponse
   *[other] { $number } questions sans réponse
}
gaps-none = Aucune question n’est ouverte : les articles ont répondu à tout ces derniers temps, ou vous vous en êtes occupé.
gaps-how = Un article qui répond à une question la ferme : /corpus add. Écartez ce qui n’a pas besoin de réponse.
gap-asked = { $number ->
    [one] Posée une fois
   *[other] Posée { $number } fois
}
gap-last = la dernière { $moment }
gap-requests = { $requests ->
    [one] { $requests } personne a demandé à la modération
   *[other] { $requests } personnes ont demandé à la modération
}
gap-without-words = Son texte n’est plus conservé.
gap-told = { $readers ->
    [one] { $readers } personne a été prévenue.
   *[other] { $readers } personnes ont été prévenues.
}
gap-nobody = Il n’y a personne à prévenir : personne n’a soumis cette question à la modération, ou on ne peut joindre personne.
gap-gone = Cette question n’est plus ouverte.

## /corpus: what moderators did
audit-title = Ce qu’a fait la modération
audit-nothing = La modération n’a encore rien fait.
audit-proposed = Soumis à relecture
audit-published = Publié
audit-cancelled = Modification annulée
audit-mended = Fichiers corrigés avant la première édition
audit-golden-added = Question témoin ajoutée
audit-golden-removed = Question témoin retirée
audit-room-settings = Réglages modifiés
audit-role-allowed = Un rôle peut modérer
audit-role-refused = Un rôle ne peut plus modérer
audit-log-channel = Salon du journal choisi
audit-gap-told = Lecteurs prévenus d’une réponse
audit-gap-dismissed = Question sans réponse écartée
audit-draft-dropped = Article trouvé abandonné

## /corpus: settings
settings-of-server = Réglages de ce serveur
settings-of-channel = Réglages dans { $channel }
settings-answers = Répond aux questions : { $value }
settings-mentions = Répond aux mentions, pas seulement aux commandes : { $value }
settings-private = Seule la personne qui demande voit la réponse, sauf choix contraire : { $value }
settings-threads = Répond à une mention dans un fil : { $value }
settings-cooldown = Attente entre deux questions : { $value }
settings-yes = oui
settings-no = non
settings-seconds = { $seconds ->
    [0] aucune
    [one] { $seconds } seconde
   *[other] { $seconds } secondes
}
settings-taken-back = pas de choix propre
settings-all-taken-back = tous les choix annulés
settings-from-channel = choisi pour ce salon
settings-from-server = choisi pour le serveur
settings-from-configuration = par défaut
settings-how = /corpus settings room change cela pour un salon ou le serveur ; clear annule ces choix.
settings-who = Les personnes qui peuvent gérer ce serveur le modèrent.
settings-who-roles = Les personnes qui peuvent gérer ce serveur le modèrent, ainsi que { $roles }.
settings-how-moderators = /corpus settings moderators permet à un autre rôle de modérer, ou ne le permet plus.
settings-log = Ce que fait la modération est dit dans { $channel }.
settings-no-log = Ce que fait la modération n’est dit dans aucun salon.
settings-how-log = /corpus settings log choisit le salon. /corpus audit en donne toute la liste.

## /corpus: golden questions
golden-title = { $number ->
    [one] { $number } question témoin
   *[other] { $number } questions témoins
}
golden-none = Il n’y a pas encore de question témoin. /corpus golden add en fait poser une à chaque nouvelle édition avant sa mise en service.
golden-how = Elles sont posées à chaque nouvelle édition avant sa mise en service. La liste se modifie avec /corpus golden add et remove.
golden-expects = Réponse tirée de : { $article }
golden-expects-nothing = Les articles ne le disent pas
golden-added = Ajoutée. Elle est posée à chaque nouvelle édition avant sa mise en service.
golden-removed = Ne sera plus posée : { $question }
golden-known = Cette question est déjà dans la liste. Pour attendre une autre réponse, retirez-la d’abord : /corpus golden remove.
golden-unknown = Cette question n’est pas dans la liste, ou plusieurs commencent ainsi. Choisissez-en une pendant la saisie.
golden-no-article = Cet article n’existe pas. Choisissez-en un dans la liste qui s’ouvre à la saisie.

## A gap answered
gap-answered-now = Vous aviez soumis ceci aux modérateurs de { $server } ; les articles y répondent désormais :

## Une revue : ce que fait un changement, avant qu’il ne soit fait
review-title-add = À relire : un article est ajouté
review-title-replace = À relire : un article reçoit un autre texte
review-title-remove = À relire : un article est retiré
review-title-edit = À relire : ce qui est dit d’un article
review-title-reload = À relire : le dossier des articles tel qu’il est
review-title-rollback = À relire : retour à une édition antérieure
review-title = À relire : un changement des articles
review-waits = Rien n’a encore changé : tant que vous ne confirmez pas, les réponses viennent des articles d’avant.
review-added = { $articles ->
    [one] { $articles } article ajouté
   *[other] { $articles } articles ajoutés
}
review-changed = { $articles ->
    [one] { $articles } article modifié
   *[other] { $articles } articles modifiés
}
review-removed = { $articles ->
    [one] { $articles } article retiré
   *[other] { $articles } articles retirés
}
review-warnings = { $number ->
    [one] Regardez { $number } avertissement avant de confirmer.
   *[other] Regardez { $number } avertissements avant de confirmer.
}
review-incomplete = Ce changement n’est pas montré en entier : il est trop grand. Ce qui manque est compté à sa place.
review-list-removed = Articles retirés
review-list-added = Articles ajoutés
review-list-changed = Articles modifiés
review-list-files = Change aussi dans le dossier
review-file-removed = { $file } est supprimé
review-file-written = { $file } est réécrit
review-files-only = Les réponses restent les mêmes : seuls des fichiers du dossier changent.
review-file = Fichier : { $file }
review-more-suspicions = { $places ->
    [one] { $places } autre avertissement, dans un autre article, n’est pas montré.
   *[other] { $places } autres avertissements, dans d’autres articles, ne sont pas montrés.
}
review-more-removed = { $articles ->
    [one] { $articles } autre article retiré n’est pas montré.
   *[other] { $articles } autres articles retirés ne sont pas montrés.
}
review-more-added = { $articles ->
    [one] { $articles } autre article ajouté n’est pas montré.
   *[other] { $articles } autres articles ajoutés ne sont pas montrés.
}
review-more-changed = { $articles ->
    [one] { $articles } autre article modifié n’est pas montré.
   *[other] { $articles } autres articles modifiés ne sont pas montrés.
}
review-nothing = Rien ne changerait : les articles sont déjà ceux qui servent.
review-cancelled = Annulé. Rien n’a été changé.
review-mended = Les fichiers sont modifiés. Rien n’a encore jamais été publié : il n’y avait donc rien à quoi comparer ce changement. Je lis maintenant les articles ; /corpus status dit ce qui bloque encore.
review-staging = Nouvelle lecture des articles, à côté de ceux qui servent …
review-fetching = Recherche de l’article …
button-confirm = Confirmer
button-cancel = Annuler
number-of-words = { $number ->
    [one] { $number } mot
   *[other] { $number } mots
}
difference-legend = ~~barré~~ : retiré · **gras** : ajouté · ¶ : fin de ligne
difference-none = Le texte reste tel qu’il est.
difference-signs = Dans le texte, seuls des signes, des blancs ou des fins de ligne changent.
difference-removed = { $number ->
    [one] { $number } mot du texte retiré
   *[other] { $number } mots du texte retirés
}
difference-added = { $number ->
    [one] { $number } mot ajouté
   *[other] { $number } mots ajoutés
}
difference-rewritten = Trop de choses sont nouvelles dans ce texte pour le comparer mot à mot : d’abord ce qui est retiré, puis ce qui est ajouté.
difference-unchanged = { $number ->
    [one] … { $number } mot inchangé …
   *[other] … { $number } mots inchangés …
}
difference-not-shown = { $number ->
    [one] … { $number } autre mot retiré ou ajouté, non montré …
   *[other] … { $number } autres mots retirés ou ajoutés, non montrés …
}
fact-named = { $name } : { $value }
fact-title = Titre
fact-source = Média
fact-published = Date de parution
fact-url = Adresse
fact-author = Auteur
fact-language = Langue
fact-status = Statut
fact-superseded-by = Remplacé par
fact-none = aucun
fact-status-corrected = corrigé
fact-status-retracted = retiré par son éditeur
fact-status-superseded = remplacé
suspicion-instruction = Des mots qui donnent des ordres à un modèle de langage
suspicion-invisible = Des caractères que personne ne voit
suspicion-bidi = Des marques qui retournent le sens de l’écriture
suspicion-homoglyph = Des lettres semblables d’un autre alphabet dans un mot
suspicion-mention = Une mention qui appellerait des gens
suspicion-hidden-markup = Un balisage qui cache des mots aux lecteurs
suspicion-blob = Une longue suite de caractères codés
suspicion-places = { $places ->
    [one] { $places } endroit
   *[other] { $places } endroits
}
suspicion-in-title = dans le titre : { $excerpt }
suspicion-more = { $places ->
    [one] et { $places } autre endroit semblable
   *[other] et { $places } autres endroits semblables
}
suspicion-most = L’examen s’arrête à { $most } par sorte : il peut y en avoir davantage.
suspicion-what = Cela a-t-il sa place dans l’article ? Sinon, enlevez-le du texte et recommencez.
golden-run-none = Il n’y a pas de questions témoins, donc aucune n’a été posée. /corpus golden add en garde une.
golden-run-holds = { $questions ->
    [one] La question témoin ({ $questions }) tient.
   *[other] Les { $questions } questions témoins tiennent toutes.
}
golden-run-lost = Questions témoins : { $number } sur { $questions } sans la réponse attendue, pour la première fois :
golden-run-none-lost = Questions témoins : chacune de celles qui tenaient tient encore.
golden-run-before = Questions témoins : { $number } sur { $questions } ne tenaient pas avant non plus :
golden-run-expected = Attendu : { $expected } · Maintenant : { $got }
golden-run-what = Est-ce juste désormais ? Alors mettez la liste à jour avec /corpus golden. Sinon, annulez.
golden-run-declined = pas de réponse
golden-run-more = { $number ->
    [one] et { $number } autre question
   *[other] et { $number } autres questions
}

## Après la confirmation d’un changement
confirmed-title = C’est fait : les réponses viennent maintenant de l’édition { $edition }
confirmed-how = Les réponses déjà données sont marquées là où leur source a changé. /corpus rollback revient en arrière.
confirmed-gaps = { $number ->
    [one] Elle répond à { $number } question restée sans réponse :
   *[other] Elle répond à { $number } questions restées sans réponse :
}
confirmed-gap = Réponse dans : { $article }
confirmed-gap-without-words = Une question dont les mots ne sont plus gardés
confirmed-more = { $number ->
    [one] et { $number } autre question
   *[other] et { $number } autres questions
}
button-tell = Le dire à qui l’a demandé ({ $requests })

## Un article trouvé dans un fichier ou une page
draft-found = Est-ce bien l’article ?
draft-no-source = aucun média trouvé
draft-no-published = aucune date trouvée
draft-no-url = aucune adresse trouvée
draft-no-author = aucun auteur trouvé
draft-no-language = aucune langue trouvée
draft-replaces = Son texte prend la place de : { $article }
draft-next = Ensuite, vous pouvez corriger ces données, puis voir ce qui changerait. Rien n’est publié avant que vous le confirmiez.
draft-text = Son texte
draft-begins = Il commence ainsi
draft-ends = Il finit ainsi
button-confirm-draft = Confirmer les données
button-discard = Écarter
draft-dropped = Écarté. Rien n’en est gardé.
# Dans la fenêtre, 45 caractères au plus
draft-title = Ce que l’on sait de l’article
draft-field-title = Titre
draft-field-source = Média
draft-field-published = Date de parution (YYYY-MM-DD)
draft-field-url = Adresse

## Ce qui échoue pour la modération ; la ligne de l’erreur vient en dessous
trouble-change = Les articles ne peuvent pas être lus ou changés ainsi :
trouble-faults = { $number ->
    [one] { $number } défaut est d’abord à réparer :
   *[other] { $number } défauts sont d’abord à réparer :
}
trouble-faults-serving = Rien n’a été changé. Ce qui a été publié avant répond toujours.
trouble-faults-how = Si c’est le fichier que vous avez joint : corrigez-le et joignez-le de nouveau. S’il est dans le dossier : /corpus remove le supprime par son nom, /corpus add avec replaces: lui donne un autre texte, /corpus rollback remet tous les fichiers dans l’état dont viennent les réponses.
trouble-faults-more = { $number ->
    [one] et { $number } autre défaut
   *[other] et { $number } autres défauts
}
trouble-fetch-address = Ce n’est pas l’adresse d’une page. Donnez-en une qui commence par https ou http, sans nom ni mot de passe.
trouble-fetch-port = Les pages ne sont prises qu’aux ports ordinaires du web. Enlevez le port de l’adresse.
trouble-fetch-not-public = Cette adresse n’est pas sur l’internet public, donc rien n’y est pris. Enregistrez la page et joignez-la comme fichier.
trouble-fetch-unknown-host = Ce site n’existe pas. Regardez si l’adresse est bien écrite.
trouble-fetch-unreachable = Ce site n’est pas joignable. Réessayez plus tard, ou enregistrez la page et joignez-la comme fichier.
trouble-fetch-certificate = Ce site ne peut pas prouver qu’il est celui qu’il dit être. Vérifiez l’adresse, ou enregistrez la page et joignez-la comme fichier.
trouble-fetch-redirects = Cette adresse renvoie sans fin et n’arrive à aucune page. Ouvrez-la vous-même et donnez l’adresse où vous arrivez.
trouble-fetch-downgrade = Cette adresse mène de https à une adresse non protégée. Ouvrez-la vous-même, enregistrez la page et joignez-la comme fichier.
trouble-fetch-status = Ce site ne donne pas la page : elle a disparu ou n’est pas pour tous. Ouvrez-la vous-même, enregistrez-la et joignez-la comme fichier.
trouble-fetch-type = Ce n’est pas une page de texte. Donnez l’adresse de l’article lui-même, ou joignez son texte comme fichier.
trouble-fetch-packing = Ce site envoie la page compressée d’une façon à laquelle on ne peut se fier. Enregistrez la page et joignez-la comme fichier.
trouble-fetch-size = Cette page est trop grande. Enregistrez le texte de l’article et joignez-le comme fichier.
trouble-fetch-time = Ce site a mis trop de temps. Réessayez plus tard, ou enregistrez la page et joignez-la comme fichier.
trouble-fetch-empty = Cette page est vide. Vérifiez l’adresse, ou enregistrez la page et joignez-la comme fichier.
trouble-fetch-broken = La page s’est interrompue en chemin. Réessayez, ou enregistrez la page et joignez-la comme fichier.

gaps-answered = { $number ->
    [one] Désormais répondue ; quelqu’un qui l’avait posée n’en sait rien :
   *[other] Désormais répondues ({ $number }) ; ceux qui les avaient posées n’en savent rien :
}

role-of-everybody = Tout le monde a ce rôle : il ne donne donc accès à personne. Choisissez-en un autre.
log-not-writable = Je ne peux pas écrire dans { $channel }. Autorisez-moi, ou choisissez un autre salon.
review-cancelling = Annulation ; si une autre modification est en préparation, elle passe d’abord …

## How an answer came about: for moderators
explain-title = Comment cette réponse a été obtenue
explain-note = Vous seul voyez ceci. Rien ici n’a été vérifié, hormis ce que la réponse elle-même montre.
explain-gone = La manière dont cette réponse a été obtenue n’est plus conservée : elle est effacée avec les mots de la question.
explain-no-answer = Ce message n’est pas une réponse de moi, ou il n’est plus conservé.
explain-taken-down = Un article trouvé a été retiré depuis : ses phrases, et tout ce qui a été rédigé, ne sont pas affichés.
explain-reading = Comment la question a été comprise
explain-as-it-stands = Telle quelle.
explain-standalone = À la lumière de la conversation : { $question }
explain-searched = Recherche de : { $text }
explain-confidence = Confiance : { $confidence } % ; les phrases mêmes des articles répondent à partir de { $least } %.
explain-asked-from = Un modèle de langue est interrogé à partir de { $least } %.
explain-found = { $passages ->
    [one] { $passages } passage trouvé
   *[other] { $passages } passages trouvés
}
explain-score = score de { $score }
explain-similarity = similarité { $similarity }
explain-carried = repris de la conversation
explain-sentences = Les phrases les plus pertinentes
explain-model = Modèle de langue : { $model }
explain-no-model = Aucun modèle de langue n’a été interrogé.
explain-rewrite = Reformulation de la question
explain-draft = Brouillon { $number }
explain-fault = Ce qui n’allait pas : { $fault }
explain-dropped = Pas affiché : { $reason }
explain-tokens = Jetons : { $read } lus, { $written } écrits
explain-estimated = estimés en partie
explain-cost = Coût : { $cost }
explain-milliseconds = en { $milliseconds } ms
explain-steps = Durée par étape : { $steps }
