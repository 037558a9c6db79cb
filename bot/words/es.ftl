# What Newsdesk says, in Spanish: the messages of en.ftl, with the same variables. The reader is addressed as "usted".
# What English calls the corpus is "los artículos" here.
# A line cannot begin with * in this format, so { "" } stands before it.

## Commands: descriptions, at most 100 characters
command-ask = Preguntar sobre el tema; cada frase de la respuesta es una cita de un artículo
command-ask-question = Su pregunta, en cualquier idioma
command-ask-private = Solo usted ve la respuesta
command-search = Buscar pasajes por sus palabras, citados tal como están
command-search-words = Palabras que se buscan
command-search-article = Buscar en un solo artículo
command-sources = De dónde salen las respuestas: todos los artículos, con su fecha
command-help = Qué hace Newsdesk y qué no hace
command-privacy = Ver lo que se guarda sobre usted y borrarlo
# The name of the entry in a message's menu, at most 32 characters
command-check = Contrastar con los artículos

## While it works
working = Buscando en los artículos…
working-reading = { $passages ->
    [one] Leyendo { $passages } pasaje…
   *[other] Leyendo { $passages } pasajes…
}
waiting = Hay mucha demanda: su pregunta es { $place ->
    [1] la siguiente
   *[other] la número { $place }
} de la cola.

## An answer
marked-source = [{ $number }] { $source }
unknown-date = sin fecha
open-article = Abrir el artículo
answer-checked = Cada cita figura palabra por palabra en su artículo.
edition = Edición { $edition }
page-of = Página { $page } de { $pages }
carried-from = Entendida como continuación de: { $question }

## No answer
declined-nothing-asked = No se ha preguntado nada. Escriba una pregunta con palabras.
declined-nothing-near = Los artículos no lo dicen: nada en ellos se acerca a su pregunta.
declined-not-in-sources = Los artículos no lo dicen. Los pasajes más cercanos a su pregunta no la responden.
declined-not-verified = Los artículos no lo dicen. El borrador de respuesta no figuraba en ellos palabra por palabra, así que no se muestra.
nearest = Lo más cercano en los artículos, sin ser una respuesta:
can-answer = Preguntas que sí tienen respuesta:
suggested-about = ¿Qué dicen los artículos sobre { $name }?

## Buttons, at most 80 characters
button-show = Ver el pasaje { $number }
button-helpful = Útil
button-unhelpful = No es útil
button-share = Compartir
button-moderator = Preguntar a la moderación
button-remove = Retirar
button-next = Página siguiente
button-previous = Página anterior
button-forget = Borrar lo que se guarda sobre mí

## After a press
passage-of = { $title } · caracteres { $start }–{ $end }
passage-changed = El artículo ha cambiado o ya no está desde que se dio esta respuesta. Se citó así:
thanks-helpful = Gracias. Anotada como útil.
thanks-unhelpful = Gracias. Anotada como no útil.
reason-title = ¿Qué estaba mal?
reason-label = En pocas palabras, si lo desea
reason-placeholder = Pasaje equivocado, información anticuada, no responde…
shared-by = { $reader } comparte una respuesta:
moderator-noted = Su pregunta ha quedado anotada para la moderación.
moderator-sent = Su pregunta se ha enviado a la moderación.
moderator-already = La moderación ya tiene esta pregunta.
moderator-request = { $reader } consulta a la moderación; los artículos no respondieron a esto:
answer-gone = Esta respuesta ya no se conserva, así que el botón no puede hacer nada. Vuelva a preguntar con /ask.
not-yours = Eso solo puede hacerlo quien preguntó, o la moderación.
cannot-share-here = No tengo permiso para escribir en este canal. La moderación puede dármelo.

## Check against the story
check-title = Contrastado con los artículos
check-legend = Comparado palabra por palabra. «No se encuentra» no quiere decir falso: un artículo puede decirlo de otro modo o contarlo como afirmación de alguien.
check-supported = Los artículos lo dicen
check-contradicted = Los artículos dicen otra cosa
check-not-spoken-of = No se encuentra dicho así
check-differs-number = Las cifras no coinciden: el mensaje dice «{ $claimed }»; el artículo, «{ $stated }».
check-differs-date = Las fechas no coinciden: el mensaje dice «{ $claimed }»; el artículo, «{ $stated }».
check-differs-negation = Uno lo afirma y el otro lo niega.
check-differs-word = El mensaje dice «{ $claimed }»; el artículo, lo contrario: «{ $stated }».
check-nothing = En este mensaje no hay ninguna frase que contrastar.
check-rest = { $claims ->
    [one] No se contrastó { $claims } frase más: el mensaje es demasiado largo.
   *[other] No se contrastaron { $claims } frases más: el mensaje es demasiado largo.
}

## Sources, search, help, privacy
sources-title = { $articles ->
    [one] De dónde salen las respuestas: { $articles } artículo
   *[other] De dónde salen las respuestas: { $articles } artículos
}
sources-passages = { $passages ->
    [one] { $passages } pasaje
   *[other] { $passages } pasajes
}
search-title = { $passages ->
    [one] { $passages } pasaje con «{ $words }»
   *[other] { $passages } pasajes con «{ $words }»
}
search-nothing = Ningún pasaje contiene las palabras «{ $words }».
search-no-article = No hay ningún artículo «{ $article }». Elija uno de la lista que se abre al escribir.
help-text =
    { "" }**Newsdesk** responde a preguntas sobre el tema con las propias palabras de los artículos.
    Cada frase de una respuesta es una cita, con el lugar donde figura; **Ver el pasaje** la abre en su artículo.
    Cuando los artículos no lo dicen, Newsdesk lo reconoce.

    { "" }**/ask** y una pregunta · mencióneme o escríbame por mensaje directo · responda a una respuesta para seguir preguntando
    { "" }**/search** y unas palabras · **/sources** enumera los artículos · **/privacy** muestra y borra lo que se guarda sobre usted
    { "" }**{ $check }**, en el menú de un mensaje, en *Aplicaciones*, compara lo que alguien dice con los artículos.
privacy-title = Lo que se guarda sobre usted
privacy-answers = { $answers ->
    [0] Ninguna respuesta a una pregunta suya.
    [one] { $answers } respuesta a una pregunta suya
   *[other] { $answers } respuestas a preguntas suyas
}
privacy-oldest = Lo más antiguo: { $date }
privacy-feedback = { $feedback ->
    [0] Ninguna valoración suya de una respuesta.
    [one] { $feedback } valoración suya de una respuesta
   *[other] { $feedback } valoraciones suyas de respuestas
}
privacy-requests = { $requests ->
    [0] Ninguna pregunta que usted planteara a la moderación.
    [one] { $requests } pregunta que usted planteó a la moderación
   *[other] { $requests } preguntas que usted planteó a la moderación
}
privacy-retention = El texto de una pregunta se borra después de { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}; una respuesta y sus valoraciones, después de { $days ->
    [one] { $days } día
   *[other] { $days } días
}.
privacy-forgotten = Todo ello se ha borrado. Las respuestas que ya se mostraron en un canal siguen allí hasta que se retiren.

## What goes wrong; each says what the reader can do
trouble-unexpected = Algo ha fallado por mi parte y ha quedado registrado. Vuelva a preguntar en un momento, por favor.
trouble-corpus = Los artículos no se pueden leer en este momento. Deben arreglarlos los responsables de este bot; lo ya publicado sigue respondiendo.
trouble-not-indexed = Todavía estoy leyendo los artículos por primera vez. Vuelva a preguntar en unos minutos, por favor.
trouble-index-unavailable = El índice no responde en este momento. No se debe a su pregunta: vuelva a hacerla en un minuto, por favor.
trouble-locked = Los artículos se están leyendo de nuevo en este momento. Vuelva a preguntar en un minuto, por favor.
trouble-edition-changed = Los artículos han cambiado entretanto. Revise de nuevo el cambio, por favor.
trouble-fetch = Esa dirección no puede tomarse como artículo. Guarde la página y adjúntela como archivo.
trouble-extract = No se encontró ningún artículo en esa página. Adjúntelo como archivo de texto o Markdown.
trouble-embedding = El modelo que lee las preguntas no se puede usar en este momento. Deben revisarlo los responsables de este bot.
trouble-retrieval = El camino hacia una respuesta está cortado en este momento. Eso no significa que los artículos no la tengan; vuelva a preguntar más tarde, por favor.
trouble-records = Mis propios registros no se pueden leer en este momento, así que ahora no puedo hacer nada aquí. Vuelva a intentarlo en un minuto, por favor.
trouble-config = Este bot está mal configurado. Sus responsables deben revisar la configuración.
trouble-cooldown = De una en una, por favor: podrá volver a preguntar en { $seconds ->
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}.
trouble-in-flight = Todavía estoy trabajando en su última pregunta.
trouble-queue-full = { $waiting ->
    [one] Demasiadas preguntas a la vez: ya hay { $waiting } en espera. Vuelva a preguntar en un minuto, por favor.
   *[other] Demasiadas preguntas a la vez: ya hay { $waiting } en espera. Vuelva a preguntar en un minuto, por favor.
}
trouble-stopping = Me han detenido antes de que pudiera terminar. Vuelva a preguntar en un minuto, por favor.
trouble-direct-messages = Aquí no respondo a mensajes directos. Pregúnteme en el servidor con /ask.
trouble-too-long = Es demasiado largo: una pregunta tiene como máximo { $most } caracteres.

## Insights
insights-title = { $days ->
    [one] Preguntas del último día
   *[other] Preguntas de los últimos { $days } días
}
insights-period = Del { $first } al { $last }
insights-nothing = Nadie ha preguntado nada.
insights-answered = Con respuesta: { $questions }
insights-declined = Sin respuesta: { $questions }
insights-failed = Con error: { $questions }
insights-busiest = Día con más preguntas: { $date }, con { $questions }
insights-readers = Lectores: { $readers }
insights-helpful = Útil: { $votes }
insights-unhelpful = No útil: { $votes }
insights-rate = Votos «útil»: { $percent } %
insights-most-asked = Artículos más citados
insights-cited = { $title } (veces citado: { $times })

## Moderación
not-a-moderator = Solo pueden hacerlo quienes gestionan este servidor o tienen un rol de moderación.
not-a-keeper = Estos artículos los lleva la moderación de otro servidor. Aquí puede hacer lo que solo atañe a este servidor.
review-closed = Este cambio ya no espera: se confirmó, se canceló o es demasiado antiguo. Empiece de nuevo con /corpus.
draft-gone = Este artículo ya no espera. Añádalo de nuevo con /corpus add.
