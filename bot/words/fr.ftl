# What Newsdesk says, in French: the messages of en.ftl, with the same variables. The reader is addressed as "vous".
# What English calls the corpus is "les articles" here. No-break spaces stand before : ; ? ! and inside « ».
# A line cannot begin with * in this format, so { "" } stands before it.

## Commands: descriptions, at most 100 characters
command-ask = Poser une question sur le sujet : chaque phrase de la réponse est citée d’un article
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

## While it works
working = Recherche dans les articles…
working-reading = { $passages ->
    [one] Lecture de { $passages } passage…
   *[other] Lecture de { $passages } passages…
}
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

## No answer
declined-nothing-asked = Aucune question n’a été posée. Écrivez-la avec des mots.
declined-nothing-near = Les articles ne le disent pas : rien n’y approche de votre question.
declined-not-in-sources = Les articles ne le disent pas. Les passages les plus proches de votre question n’y répondent pas.
declined-not-verified = Les articles ne le disent pas. La réponse préparée n’y figurait pas mot pour mot : elle n’est donc pas affichée.
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
button-next = Page suivante
button-previous = Page précédente
button-forget = Effacer ce qui est conservé sur moi

## After a press
passage-of = { $title } · caractères { $start } à { $end }
passage-changed = L’article a été modifié ou retiré depuis cette réponse. Il était cité ainsi :
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
    { "" }**Newsdesk** répond aux questions sur le sujet avec les mots mêmes des articles.
    Chaque phrase d’une réponse est une citation, avec l’endroit où elle se trouve ; **Voir le passage** l’ouvre dans son article.
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
insights-answered = Avec réponse : { $questions }
insights-declined = Sans réponse : { $questions }
insights-failed = En échec : { $questions }
insights-busiest = Jour le plus actif : le { $date }, avec { $questions } posées
insights-readers = Lecteurs : { $readers }
insights-helpful = Utile : { $votes }
insights-unhelpful = Pas utile : { $votes }
insights-rate = Avis « utile » : { $percent } %
insights-most-asked = Articles les plus cités
insights-cited = { $title } (nombre de citations : { $times })

## Modération
not-a-moderator = Seules les personnes qui gèrent ce serveur, ou qui ont un rôle de modération, peuvent faire cela.
not-a-keeper = Ces articles sont tenus par les modérateurs d’un autre serveur. Ici, vous pouvez faire ce qui ne concerne que ce serveur.
review-closed = Cette modification n’attend plus : elle a été confirmée, annulée, ou elle est trop ancienne. Recommencez avec /corpus.
draft-gone = Cet article n’attend plus. Ajoutez-le de nouveau avec /corpus add.
