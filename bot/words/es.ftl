# What Newsdesk says, in Spanish: the messages of en.ftl, with the same variables. The reader is addressed as "usted".
# What English calls the corpus is "los artículos" here.
# A line cannot begin with * in this format, so { "" } stands before it.

## Commands: descriptions, at most 100 characters
command-ask = Preguntar sobre el tema; cada frase de la respuesta se apoya en una cita de un artículo
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
command-explain = Explicar esta respuesta

## While it works
working = Buscando en los artículos…
working-reading = { $count ->
    [one] Leyendo { $count } pasaje…
   *[other] Leyendo { $count } pasajes…
}
working-writing = { $count ->
    [one] Redactando a partir de { $count } pasaje…
   *[other] Redactando a partir de { $count } pasajes…
}
working-checking = Comprobando cada frase con los artículos…
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
# Checked is less than true, and these words promise no more.
written-by-model = Escrito por un modelo de lenguaje. Cada frase se ha comprobado con las citas de abajo.
written-and-translated = Escrito y traducido por un modelo de lenguaje. Cada frase se ha comprobado con las citas de abajo; su traducción, no.
translation-of = Traducción del propio bot; la frase comprobada: { $sentence }
# Why the articles' own sentences answer where a language model was to write.
fallback-answered = { $reason } Por eso responden las propias frases de los artículos.
fallback-declined = { $reason } Por eso solo se ha buscado en las propias frases de los artículos.
fallback-key = La clave del modelo de lenguaje falta o es rechazada.
fallback-busy = El modelo de lenguaje está saturado.
fallback-quota = Se ha agotado lo pagado por el modelo de lenguaje.
fallback-unavailable = No se puede contactar con el modelo de lenguaje.
fallback-resting = El modelo de lenguaje ha fallado varias veces y se le deja descansar un rato.
fallback-timeout = El modelo de lenguaje tardó demasiado.
fallback-context = Los pasajes son demasiado largos para el modelo de lenguaje.
fallback-unknown-model = El modelo de lenguaje elegido no existe.
fallback-rejected = El modelo de lenguaje no acepta lo que se le envía.
fallback-garbled = Lo que envió el modelo de lenguaje no se pudo leer.
fallback-malformed = El modelo de lenguaje no escribió en la forma que se le pidió.
fallback-refused = El modelo de lenguaje se negó a escribir.
fallback-unsupported = La mayor parte de lo que escribió el modelo de lenguaje no resistió la comparación con los artículos.
fallback-budget = El cupo del modelo de lenguaje para hoy se ha agotado.
fallback-server-budget = El cupo de este servidor para el modelo de lenguaje se ha agotado por hoy.
fallback-uncounted = No se ha podido consultar cuánto queda del cupo del modelo de lenguaje.

## No answer
declined-nothing-asked = No se ha preguntado nada. Escriba una pregunta con palabras.
declined-nothing-near = Los artículos no lo dicen: nada en ellos se acerca a su pregunta.
declined-not-in-sources = Los artículos no lo dicen: no se halló ningún pasaje que responda con seguridad a su pregunta.
declined-not-verified = Los artículos no lo dicen. El borrador de respuesta no resistió la comparación con ellos, así que no se muestra.
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
button-explain = Explicar (moderación)
button-next = Página siguiente
button-previous = Página anterior
button-copy = Enviarme una copia
button-forget = Borrar lo que se guarda sobre mí

## After a press
passage-of = { $title } · caracteres { $start }–{ $end }
passage-changed = El artículo ha cambiado desde que se dio esta respuesta. Se citó así:
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
    { "" }**Newsdesk** responde a preguntas sobre el tema a partir de los artículos y muestra sus palabras.
    Cada frase de una respuesta es una cita, o se apoya en una que figura más abajo; **Ver el pasaje** la abre en su artículo.
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
privacy-model = Un modelo de lenguaje en { $host } lee cada pregunta, la anterior en la que se apoya y los pasajes hallados para ella. No se le envía ningún nombre ni identificador.
privacy-shown = Las respuestas que están en un canal no desaparecen con ello: pulse antes Retirar debajo de ellas.
privacy-copy = Todo lo que se guarda sobre usted, en un archivo JSON: lo que escribió e hizo, dónde y cuándo. El texto de los artículos no está en él.
privacy-copy-too-large = Es demasiado para un archivo en Discord. Quienes gestionan este bot pueden dárselo: `newsdesk privacy show`.
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
insights-busiest = Día con más preguntas: { $date }, con { $questions }
insights-readers = Lectores: { $readers }
insights-helpful = Útil: { $votes }
insights-unhelpful = No útil: { $votes }
insights-rate = Votos «útil»: { $percent } %
insights-most-asked = Artículos más citados
insights-cited = { $title } (veces citado: { $times })
insights-model-written = Respuestas escritas por el modelo de lenguaje: { $answers }
insights-model-quoted = Respuestas con las propias frases de los artículos: { $answers }
insights-model-fallbacks = Por qué no escribió el modelo de lenguaje:
insights-model-fallback = – { $reason } (preguntas: { $questions })
insights-model-tokens = Tokens usados por este servidor: { $tokens } (solicitudes: { $requests })
insights-model-tokens-all = Tokens usados por todos, también en mensajes directos: { $tokens } (solicitudes: { $requests })
insights-model-budget = Usado de los tokens de este servidor para hoy: { $percent } %
insights-model-budget-all = Usado de los tokens de todos para hoy: { $percent } %
insights-model-cost = Coste: { $cost }; con todos los demás: { $total }

## Moderación
not-a-moderator = Solo pueden hacerlo quienes gestionan este servidor o tienen un rol de moderación.
not-a-keeper = Estos artículos los lleva la moderación de otro servidor. Aquí puede hacer lo que solo atañe a este servidor.
review-closed = Este cambio ya no espera: se confirmó, se canceló o es demasiado antiguo. Empiece de nuevo con /corpus.
draft-gone = Este artículo ya no espera. Añádalo de nuevo con /corpus add.

add-file-or-url = Indique un archivo o una dirección: uno de los dos.
edit-what = Diga qué cambiar: nombre al menos un campo. Un - quita un campo.
review-confirming = Se escriben los archivos y la nueva edición entra en servicio …

## Canales, y lo que se guarda de los moderadores
not-here = En este canal no respondo preguntas. Pregunte en otro, por favor.
not-here-but-there = En este canal no respondo preguntas. Pregúnteme en { $channels }.
mentions-off = Aquí no respondo a menciones. Pregúnteme con /ask.
private-room = A una mención se responde delante de todos, y aquí respondo a cada cual en privado. Pregúnteme con /ask.
privacy-moderation = { $number ->
    [one] { $number } borrador, revisión o publicación suya como moderador
   *[other] { $number } borradores, revisiones y publicaciones suyas como moderador
}
privacy-audited = { $number ->
    [one] { $number } entrada en el registro de los moderadores, con su identificador. Nadie puede borrarla: al registro solo se le añade.
   *[other] { $number } entradas en el registro de los moderadores, con su identificador. Nadie puede borrarlas: al registro solo se le añade.
}
privacy-forgotten-but-audit = { $number ->
    [one] Todo está borrado salvo { $number } entrada con su identificador en el registro de los moderadores, que nadie puede borrar.
   *[other] Todo está borrado salvo { $number } entradas con su identificador en el registro de los moderadores, que nadie puede borrar.
} Las respuestas ya mostradas en un canal siguen ahí hasta que se quiten.

## Qué ha sido de un artículo
article-corrected = Corregido por su editor
article-retracted = Retirado por su editor
article-superseded = Sustituido por un artículo más reciente
article-superseded-by = Sustituido por: { $title }
answer-source-changed = Una fuente de esta respuesta ha cambiado desde que se dio.
nearest-source-changed = Una fuente citada aquí ha cambiado desde entonces.
quotation-changed = El artículo ha cambiado desde entonces: se cita como estaba.
quotation-removed = Esta cita se ha retirado: su artículo ya no está en el corpus.
quotation-restated = Se supo después de citarlo aquí.
quotation-restored = Lo que se advertía de este artículo se ha levantado: vale tal como se publicó.
answer-checked-then = Cada cita figuraba palabra por palabra en su artículo cuando se citó.
sources-disagree = Las fuentes no coinciden, la más reciente primero:
check-not-standing = Esto solo se apoya en un artículo retirado o sustituido.

## /corpus: descriptions, at most 100 characters
command-corpus = Cuidar los artículos de los que salen las respuestas
command-corpus-add = Añadir un artículo, por archivo o dirección web; antes verá qué cambia
command-corpus-add-file = El artículo, como archivo .md, .txt o .html
command-corpus-add-url = La dirección web del artículo
command-corpus-add-replaces = El artículo cuyo texto sustituye
command-corpus-article = El artículo; elíjalo de la lista que se abre al escribir
command-corpus-remove = Quitar un artículo; antes verá qué cambia
command-corpus-edit = Cambiar los datos de un artículo, no su texto; un - quita un dato
command-corpus-edit-title = Su nuevo título
command-corpus-edit-source = El medio que lo publicó; - quita el dato
command-corpus-edit-published = El día en que se publicó, como 2026-05-04; - quita el dato
command-corpus-edit-url = Su dirección web; - quita el dato
command-corpus-edit-author = Quién lo escribió; - quita el dato
command-corpus-edit-language = Su idioma, como en o pt-BR; - quita el dato
command-corpus-edit-status = Si fue corregido, retirado o sustituido; - quita el dato
command-corpus-edit-superseded-by = El artículo que lo sustituye; - quita el dato
command-corpus-reload = Releer los archivos cambiados a mano; antes verá qué cambia
command-corpus-status = La edición en servicio, qué difiere en la carpeta y cada fallo
command-corpus-history = A qué ediciones se puede volver, y quién publicó qué
command-corpus-rollback = Volver a una edición anterior; antes verá qué cambia
command-corpus-rollback-edition = La edición a la que se vuelve
command-corpus-gaps = Lo que se preguntó y nunca tuvo respuesta, lo más preguntado primero
command-corpus-insights = Qué se pregunta, con y sin respuesta, día a día: una imagen, y lo mismo en palabras
command-corpus-insights-days = Cuántos días, hasta hoy
command-corpus-audit = Lo que hizo la moderación de este servidor, lo más reciente primero
command-corpus-golden = Preguntas de control que se hacen a cada edición nueva antes de que sirva
command-corpus-golden-add = Hacer que se pregunte algo a cada edición nueva antes de que sirva
command-corpus-golden-question = La pregunta, como la haría cualquiera
command-corpus-golden-article = El artículo que debe responderla; déjelo vacío si ninguno debe
command-corpus-golden-remove = Hacer que una pregunta ya no se haga
command-corpus-golden-list = Todas las preguntas de control, y qué debe responderlas
command-corpus-settings = Cómo se comporta Newsdesk en este servidor, y quién lo modera
command-corpus-settings-show = Qué vale aquí, y de dónde viene cada elección
command-corpus-settings-room = Elegir dónde y cómo responde Newsdesk
command-corpus-settings-moderators = Permitir que un rol modere, o dejar de permitirlo
command-corpus-settings-log = Elegir el canal donde se cuenta lo que hace la moderación
command-corpus-settings-log-channel = El canal; déjelo vacío para no contarlo en ninguno
command-corpus-settings-channel = Un canal; déjelo vacío para todo el servidor
command-corpus-settings-answers = Si Newsdesk responde aquí o no
command-corpus-settings-mentions = Si responde a las menciones; si no, solo a los comandos
command-corpus-settings-private = Si solo quien pregunta ve la respuesta, salvo que elija otra cosa
command-corpus-settings-threads = Si una mención se responde en un hilo propio
command-corpus-settings-cooldown = Segundos de espera entre dos preguntas de una persona
command-corpus-settings-clear = Deshacer todo lo que se eligió aquí
command-corpus-settings-role = El rol
command-corpus-settings-allow = Si el rol puede moderar

## /corpus: status and history
button-dismiss = Descartar
and-more = y { $number } más
unknown-moderator = nadie registrado
action-add = artículo añadido o reemplazado
action-remove = retirada
action-edit = edición
action-reload = relectura
action-rollback = vuelta atrás
change-added = añadido: { $articles }
change-removed = retirado: { $articles }
change-changed = modificado: { $articles }
status-title = Los artículos
status-fine = Todo va bien: cada archivo se puede leer.
status-no-edition = Aún no hay ninguna edición en servicio, así que nada se puede responder.
status-faults = { $number ->
    [one] { $number } fallo en los artículos. Lo ya publicado sigue respondiendo.
   *[other] { $number } fallos en los artículos. Lo ya publicado sigue respondiendo.
}
status-faults-how = Corrija el archivo, o retírelo con /corpus remove; después, /corpus reload.
status-golden-faults = { $number ->
    [one] { $number } fallo en la lista de preguntas de control
   *[other] { $number } fallos en la lista de preguntas de control
}
status-reloaded = En servicio desde: { $moment }
status-moderator = Confirmada por: { $moderator }
status-size = Artículos: { $articles } · Pasajes: { $passages }
status-model = Modelo de búsqueda: { $model }
status-index = Índice de búsqueda: { $index }
status-index-embedded = en la carpeta del bot
status-golden = Preguntas de control: { $number }
status-waiting = Cambios que esperan a la moderación: { $number }
status-same = La carpeta contiene lo que está en servicio.
status-differs = Cambiado a mano desde entonces: { $changes }. /corpus reload muestra qué cambiaría.
status-not-compared = Qué difiere en la carpeta se podrá decir cuando se arreglen sus fallos.
history-title = Ediciones
history-serves = en servicio
history-no-editions = Aún no hay ninguna edición.
history-how = /corpus rollback vuelve a una de ellas; con la que está en servicio deshace lo que se cambió a mano. Antes verá qué cambia.
history-published = Últimas publicaciones
history-nothing-published = Aún no hay nada registrado.

## /corpus: unanswered questions
gaps-title = { $number ->
    [one] { $number } pregunta sin respuesta
   *[other] { $number } preguntas sin respuesta
}
gaps-none = No hay preguntas abiertas: los artículos respondieron a todo últimamente, o usted ya se ocupó.
gaps-how = Un artículo que responde a una pregunta la cierra: /corpus add. Descarte lo que no necesita respuesta.
gap-asked = { $number ->
    [one] Preguntado una vez
   *[other] Preguntado { $number } veces
}
gap-last = la última { $moment }
gap-requests = { $requests ->
    [one] { $requests } persona preguntó a la moderación
   *[other] { $requests } personas preguntaron a la moderación
}
gap-without-words = Su texto ya no se guarda.
gap-told = { $readers ->
    [one] Se avisó a { $readers } persona.
   *[other] Se avisó a { $readers } personas.
}
gap-nobody = No hay a quién avisar: nadie llevó esta pregunta a la moderación, o no se puede llegar a nadie.
gap-gone = Esta pregunta ya no está abierta.

## /corpus: what moderators did
audit-title = Lo que hizo la moderación
audit-nothing = La moderación aún no ha hecho nada.
audit-proposed = Puesto a revisión
audit-published = Publicado
audit-cancelled = Cambio cancelado
audit-mended = Archivos corregidos antes de la primera edición
audit-golden-added = Pregunta de control añadida
audit-golden-removed = Pregunta de control quitada
audit-room-settings = Ajustes cambiados
audit-role-allowed = Un rol puede moderar
audit-role-refused = Un rol ya no puede moderar
audit-log-channel = Canal de registro elegido
audit-gap-told = Lectores avisados de una respuesta
audit-gap-dismissed = Pregunta sin respuesta descartada
audit-draft-dropped = Artículo encontrado descartado

## /corpus: settings
settings-of-server = Ajustes de este servidor
settings-of-channel = Ajustes en { $channel }
settings-answers = Responde preguntas: { $value }
settings-mentions = Responde a las menciones, no solo a los comandos: { $value }
settings-private = Solo quien pregunta ve la respuesta, salvo que elija otra cosa: { $value }
settings-threads = Responde a una mención en un hilo: { $value }
settings-cooldown = Espera entre dos preguntas: { $value }
settings-yes = sí
settings-no = no
settings-seconds = { $seconds ->
    [0] ninguna
    [one] { $seconds } segundo
   *[other] { $seconds } segundos
}
settings-taken-back = sin elección propia
settings-all-taken-back = todas las elecciones deshechas
settings-from-channel = elegido para este canal
settings-from-server = elegido para el servidor
settings-from-configuration = por defecto
settings-how = /corpus settings room cambia esto para un canal o el servidor; clear lo deshace.
settings-who = Moderan quienes pueden gestionar este servidor.
settings-who-roles = Moderan quienes pueden gestionar este servidor, y también { $roles }.
settings-how-moderators = /corpus settings moderators permite que otro rol modere, o deja de permitirlo.
settings-log = Lo que hace la moderación se cuenta en { $channel }.
settings-no-log = Lo que hace la moderación no se cuenta en ningún canal.
settings-how-log = /corpus settings log elige el canal. /corpus audit lo lista todo.

## /corpus: golden questions
golden-title = { $number ->
    [one] { $number } pregunta de control
   *[other] { $number } preguntas de control
}
golden-none = Aún no hay preguntas de control. /corpus golden add hace que cada edición nueva reciba una antes de servir.
golden-how = Se hacen a cada edición nueva antes de que sirva. La lista se cambia con /corpus golden add y remove.
golden-expects = Respondida con: { $article }
golden-expects-nothing = Los artículos no lo dicen
golden-added = Añadida. Se hará a cada edición nueva antes de que sirva.
golden-removed = Ya no se hará: { $question }
golden-known = Esta pregunta ya está en la lista. Para esperar otra respuesta, quítela antes: /corpus golden remove.
golden-unknown = Esta pregunta no está en la lista, o varias empiezan así. Elija una mientras escribe.
golden-no-article = No hay tal artículo. Elija uno de la lista que se abre al escribir.

## A gap answered
gap-answered-now = Usted planteó esto a los moderadores de { $server }; los artículos ya lo responden:

## Una revisión: lo que hace un cambio, antes de hacerlo
review-title-add = Por revisar: se añade un artículo
review-title-replace = Por revisar: un artículo recibe otro texto
review-title-remove = Por revisar: se quita un artículo
review-title-edit = Por revisar: lo que se dice de un artículo
review-title-reload = Por revisar: la carpeta de artículos tal como está
review-title-rollback = Por revisar: volver a una edición anterior
review-title = Por revisar: un cambio de los artículos
review-waits = Todavía no ha cambiado nada: hasta que confirme, las respuestas salen de los artículos de antes.
review-added = { $articles ->
    [one] { $articles } artículo añadido
   *[other] { $articles } artículos añadidos
}
review-changed = { $articles ->
    [one] { $articles } artículo modificado
   *[other] { $articles } artículos modificados
}
review-removed = { $articles ->
    [one] { $articles } artículo retirado
   *[other] { $articles } artículos retirados
}
review-warnings = { $number ->
    [one] Vea { $number } advertencia antes de confirmar.
   *[other] Vea { $number } advertencias antes de confirmar.
}
review-incomplete = No se muestra todo el cambio: es demasiado grande. Lo que falta está contado en su lugar.
review-list-removed = Artículos retirados
review-list-added = Artículos añadidos
review-list-changed = Artículos modificados
review-list-files = Cambia también en la carpeta
review-file-removed = { $file } se borra
review-file-written = { $file } se reescribe
review-files-only = Las respuestas siguen igual: solo cambian archivos de la carpeta.
review-file = Archivo: { $file }
review-more-suspicions = { $places ->
    [one] No se muestra { $places } advertencia más, de otro artículo.
   *[other] No se muestran { $places } advertencias más, de otros artículos.
}
review-more-removed = { $articles ->
    [one] No se muestra { $articles } artículo retirado más.
   *[other] No se muestran { $articles } artículos retirados más.
}
review-more-added = { $articles ->
    [one] No se muestra { $articles } artículo añadido más.
   *[other] No se muestran { $articles } artículos añadidos más.
}
review-more-changed = { $articles ->
    [one] No se muestra { $articles } artículo modificado más.
   *[other] No se muestran { $articles } artículos modificados más.
}
review-nothing = No cambiaría nada: los artículos son ya los que sirven.
review-cancelled = Cancelado. No se ha cambiado nada.
review-mended = Los archivos se han cambiado. Nunca se ha publicado nada, así que no había con qué comparar este cambio: ahora leo los artículos. /corpus status dice qué falta todavía por corregir.
review-staging = Leyendo los artículos de nuevo, junto a los que sirven …
review-fetching = Buscando el artículo ahí dentro …
button-confirm = Confirmar
button-cancel = Cancelar
number-of-words = { $number ->
    [one] { $number } palabra
   *[other] { $number } palabras
}
difference-legend = ~~tachado~~: eliminado · **negrita**: añadido · ¶: fin de línea
difference-none = El texto queda como está.
difference-signs = En el texto solo cambian signos, espacios o finales de línea.
difference-removed = { $number ->
    [one] { $number } palabra del texto eliminada
   *[other] { $number } palabras del texto eliminadas
}
difference-added = { $number ->
    [one] { $number } palabra añadida
   *[other] { $number } palabras añadidas
}
difference-rewritten = Demasiado de este texto es nuevo para compararlo palabra por palabra: primero lo eliminado, después lo añadido.
difference-unchanged = { $number ->
    [one] … { $number } palabra sin cambios …
   *[other] … { $number } palabras sin cambios …
}
difference-not-shown = { $number ->
    [one] … { $number } palabra más eliminada o añadida, no mostrada …
   *[other] … { $number } palabras más eliminadas o añadidas, no mostradas …
}
fact-named = { $name }: { $value }
fact-title = Título
fact-source = Medio
fact-published = Fecha
fact-url = Dirección
fact-author = Autor
fact-language = Idioma
fact-status = Estado
fact-superseded-by = Sustituido por
fact-none = ninguno
fact-status-corrected = corregido
fact-status-retracted = retirado por quien lo publicó
fact-status-superseded = sustituido
suspicion-instruction = Palabras que dan órdenes a un modelo de lenguaje
suspicion-invisible = Caracteres que nadie ve
suspicion-bidi = Marcas que invierten la dirección de la escritura
suspicion-homoglyph = Letras parecidas de otro alfabeto dentro de una palabra
suspicion-mention = Una mención que llamaría a la gente
suspicion-hidden-markup = Marcado que oculta palabras a los lectores
suspicion-blob = Una larga serie de caracteres codificados
suspicion-places = { $places ->
    [one] { $places } lugar
   *[other] { $places } lugares
}
suspicion-in-title = en el título: { $excerpt }
suspicion-more = { $places ->
    [one] y { $places } lugar más como estos
   *[other] y { $places } lugares más como estos
}
suspicion-most = La búsqueda se detiene en { $most } de cada clase: puede haber más.
suspicion-what = ¿Tiene esto su lugar en el artículo? Si no, quítelo del texto y empiece de nuevo.
golden-run-none = No hay preguntas de control, así que no se hizo ninguna. /corpus golden add guarda una.
golden-run-holds = { $questions ->
    [one] La pregunta de control ({ $questions }) se mantiene.
   *[other] Las { $questions } preguntas de control se mantienen todas.
}
golden-run-lost = Preguntas de control: { $number } de { $questions } ya no reciben la respuesta esperada:
golden-run-none-lost = Preguntas de control: se mantienen todas las que se mantenían antes.
golden-run-before = Preguntas de control: { $number } de { $questions } tampoco se mantenían antes:
golden-run-expected = Esperado: { $expected } · Ahora: { $got }
golden-run-what = ¿Es correcto ahora? Entonces actualice la lista con /corpus golden. Si no, cancele.
golden-run-declined = sin respuesta
golden-run-more = { $number ->
    [one] y { $number } pregunta más
   *[other] y { $number } preguntas más
}

## Después de confirmar un cambio
confirmed-title = Listo: las respuestas salen ahora de la edición { $edition }
confirmed-how = Las respuestas ya dadas se marcan donde su fuente ha cambiado. /corpus rollback vuelve atrás.
confirmed-gaps = { $number ->
    [one] Responde a { $number } pregunta que estaba sin respuesta:
   *[other] Responde a { $number } preguntas que estaban sin respuesta:
}
confirmed-gap = La responde: { $article }
confirmed-gap-without-words = Una pregunta cuyas palabras ya no se guardan
confirmed-more = { $number ->
    [one] y { $number } pregunta más
   *[other] y { $number } preguntas más
}
button-tell = Decírselo a quienes preguntaron ({ $requests })

## Un artículo encontrado en un archivo o una página
draft-found = ¿Es este el artículo?
draft-no-source = no se encontró el medio
draft-no-published = no se encontró la fecha
draft-no-url = no se encontró la dirección
draft-no-author = no se encontró el autor
draft-no-language = no se encontró el idioma
draft-replaces = Su texto ocupa el lugar de: { $article }
draft-next = Después puede corregir estos datos y ver qué cambiaría. No se publica nada antes de que lo confirme.
draft-text = Su texto
draft-begins = Empieza así
draft-ends = Termina así
button-confirm-draft = Confirmar los datos
button-discard = Descartar
draft-dropped = Descartado. No se guarda nada de él.
# En la ventana, 45 caracteres como mucho
draft-title = Lo que se sabe del artículo
draft-field-title = Título
draft-field-source = Medio
draft-field-published = Fecha, como YYYY-MM-DD
draft-field-url = Dirección

## Lo que falla para la moderación; debajo está la línea del error
trouble-change = Los artículos no se pueden leer o cambiar así:
trouble-faults = { $number ->
    [one] Antes hay que arreglar { $number } fallo:
   *[other] Antes hay que arreglar { $number } fallos:
}
trouble-faults-serving = No se ha cambiado nada. Lo publicado antes sigue respondiendo.
trouble-faults-how = Si es el archivo que adjuntó: corríjalo y adjúntelo de nuevo. Si está en la carpeta: /corpus remove lo borra por su nombre, /corpus add con replaces: le da otro texto, /corpus rollback devuelve todos los archivos al estado del que salen las respuestas.
trouble-faults-more = { $number ->
    [one] y { $number } fallo más
   *[other] y { $number } fallos más
}
trouble-fetch-address = Eso no es la dirección de una página. Indique una que empiece por https o http, sin nombre ni contraseña.
trouble-fetch-port = Las páginas solo se toman de los puertos habituales de la web. Quite el puerto de la dirección.
trouble-fetch-not-public = Esa dirección no está en la internet pública, así que de ahí no se toma nada. Guarde la página y adjúntela como archivo.
trouble-fetch-unknown-host = Ese sitio no existe. Compruebe si la dirección está bien escrita.
trouble-fetch-unreachable = No se puede llegar a ese sitio. Inténtelo más tarde, o guarde la página y adjúntela como archivo.
trouble-fetch-certificate = Ese sitio no puede probar que es el que dice ser. Revise la dirección, o guarde la página y adjúntela como archivo.
trouble-fetch-redirects = Esa dirección lleva de una a otra sin llegar a una página. Ábrala usted e indique la dirección a la que llega.
trouble-fetch-downgrade = Esa dirección lleva de https a una sin protección. Ábrala usted, guarde la página y adjúntela como archivo.
trouble-fetch-status = Ese sitio no entrega la página: ya no está o no es para todos. Ábrala usted, guárdela y adjúntela como archivo.
trouble-fetch-type = Eso no es una página de texto. Indique la dirección del propio artículo, o adjunte su texto como archivo.
trouble-fetch-packing = Ese sitio envía la página comprimida de un modo del que no hay que fiarse. Guarde la página y adjúntela como archivo.
trouble-fetch-size = Esa página es demasiado grande. Guarde el texto del artículo y adjúntelo como archivo.
trouble-fetch-time = Ese sitio tardó demasiado. Inténtelo más tarde, o guarde la página y adjúntela como archivo.
trouble-fetch-empty = Esa página está vacía. Revise la dirección, o guarde la página y adjúntela como archivo.
trouble-fetch-broken = La página se cortó por el camino. Inténtelo de nuevo, o guarde la página y adjúntela como archivo.

gaps-answered = { $number ->
    [one] Ya respondida; quien la hizo aún no lo sabe:
   *[other] Ya respondidas ({ $number }); quienes las hicieron aún no lo saben:
}

role-of-everybody = Ese rol lo tiene todo el mundo, así que no da acceso a nadie. Indique otro.
log-not-writable = No puedo escribir en { $channel }. Permítamelo o elija otro canal.
review-cancelling = Cancelando; si se está preparando otro cambio, va primero …

## How an answer came about: for moderators
explain-title = Cómo surgió esta respuesta
explain-note = Solo usted ve esto. Aquí nada está comprobado, salvo lo que muestra la propia respuesta.
explain-gone = Ya no se conserva cómo surgió esta respuesta: se borra con las palabras de la pregunta.
explain-no-answer = Ese mensaje no es una respuesta mía, o ya no se conserva.
explain-taken-down = Un artículo encontrado se ha retirado desde entonces: ni sus frases ni nada de lo redactado se muestran.
explain-reading = Cómo se entendió la pregunta
explain-as-it-stands = Tal como está.
explain-standalone = A la luz de la conversación: { $question }
explain-searched = Se buscó: { $text }
explain-confidence = Confianza: { $confidence } %; las propias frases de los artículos responden a partir del { $least } %.
explain-asked-from = Se consulta un modelo de lenguaje a partir del { $least } %.
explain-found = { $passages ->
    [one] { $passages } pasaje encontrado
   *[other] { $passages } pasajes encontrados
}
explain-score = puntuación { $score }
explain-similarity = similitud { $similarity }
explain-carried = tomado de la conversación
explain-sentences = Las frases más adecuadas
explain-model = Modelo de lenguaje: { $model }
explain-no-model = No se consultó ningún modelo de lenguaje.
explain-rewrite = Reformulación de la pregunta
explain-draft = Borrador { $number }
explain-fault = Lo que estaba mal: { $fault }
explain-dropped = No se muestra: { $reason }
explain-tokens = Tokens: { $read } leídos, { $written } escritos
explain-estimated = estimados en parte
explain-cost = Coste: { $cost }
explain-milliseconds = en { $milliseconds } ms
explain-steps = Tiempo por paso: { $steps }
