# What Newsdesk says, in Chinese: the messages of en.ftl, with the same variables. The reader is addressed plainly, as 你.
# What English calls the corpus is 报道 here. Chinese has no plural, so few messages choose by number.
# A line cannot begin with * in this format, so { "" } stands before it.

## Commands: descriptions, at most 100 characters
command-ask = 就这件事提问；回答的每一句都以报道的引文为据
command-ask-question = 你的问题，用什么语言都可以
command-ask-private = 只有你能看到回答
command-search = 按字词查找段落，原文照引
command-search-words = 要查找的字词
command-search-article = 只在一篇报道中查找
command-sources = 回答的出处：所有报道及其日期
command-help = Newsdesk 能做什么，不做什么
command-privacy = 查看并删除保存的与你有关的内容
# The name of the entry in a message's menu, at most 32 characters
command-check = 与报道核对
command-explain = 说明这个回答

## While it works
working = 正在查阅报道……
working-reading = 正在阅读 { $count } 个段落……
working-writing = 正在根据 { $count } 个段落撰写……
working-checking = 正在与报道逐句核对……
waiting = 现在有点忙：{ $place ->
    [1] 下一个就轮到你
   *[other] 你排在第 { $place } 位
}。

## An answer
marked-source = [{ $number }] { $source }
unknown-date = 日期不详
open-article = 打开报道
answer-checked = 每一处引文都与报道原文一字不差。
edition = 版次 { $edition }
page-of = 第 { $page } 页，共 { $pages } 页
carried-from = 视为对这个问题的追问：{ $question }
# Checked is less than true, and these words promise no more.
written-by-model = 由语言模型撰写。每一句都已与下方的引文核对。
written-and-translated = 由语言模型撰写并翻译。每一句都已与下方的引文核对；译文未经核对。
translation-of = 机器人自己的译文；经核对的原句：{ $sentence }
# Why the articles' own sentences answer where a language model was to write.
fallback-answered = { $reason }因此由报道自己的句子来回答。
fallback-declined = { $reason }因此只在报道自己的句子中查找。
fallback-key = 语言模型的密钥缺失或被拒绝。
fallback-busy = 语言模型太忙。
fallback-quota = 语言模型的付费额度已用完。
fallback-unavailable = 无法连接语言模型。
fallback-resting = 语言模型多次出错，暂时不再使用。
fallback-timeout = 语言模型耗时过长。
fallback-context = 段落太长，语言模型读不完。
fallback-unknown-model = 所选的语言模型不存在。
fallback-rejected = 语言模型不接受发给它的内容。
fallback-garbled = 语言模型发来的内容无法读取。
fallback-malformed = 语言模型没有按要求的格式撰写。
fallback-refused = 语言模型拒绝撰写。
fallback-unsupported = 语言模型所写的大部分内容经与报道核对不能成立。
fallback-budget = 语言模型今天的用量已用完。
fallback-server-budget = 本服务器今天的语言模型用量已用完。
fallback-uncounted = 无法查询语言模型的剩余用量。

## No answer
declined-nothing-asked = 没有收到问题。请用文字写下你的问题。
declined-nothing-near = 报道中没有说：没有与你的问题相近的内容。
declined-not-in-sources = 报道中没有说：没有找到能确定回答你的问题的段落。
declined-not-verified = 报道中没有说。拟出的回答经与报道核对不能成立，因此不予显示。
nearest = 报道中最接近的内容，但并不是回答：
can-answer = 可以回答的问题：
suggested-about = 关于 { $name }，报道说了什么？

## Buttons, at most 80 characters
button-show = 查看段落 { $number }
button-helpful = 有帮助
button-unhelpful = 没有帮助
button-share = 分享
button-moderator = 询问管理员
button-remove = 移除
button-explain = 说明（管理员）
button-next = 下一页
button-previous = 上一页
button-copy = 把副本发给我
button-forget = 删除保存的与我有关的内容

## After a press
passage-of = { $title } · 第 { $start }–{ $end } 个字符
passage-changed = 给出这个回答之后，报道已有改动。当时的引文是：
thanks-helpful = 谢谢。已记为“有帮助”。
thanks-unhelpful = 谢谢。已记为“没有帮助”。
reason-title = 哪里不对？
reason-label = 如果愿意，请简单说明
reason-placeholder = 段落不对、内容过时、答非所问……
shared-by = { $reader } 分享了一个回答：
moderator-noted = 你的问题已记下，留待管理员查看。
moderator-sent = 你的问题已转交管理员。
moderator-already = 管理员已经收到这个问题。
moderator-request = { $reader } 向管理员求助；报道没有回答这个问题：
answer-gone = 这个回答已不再保存，按钮也就不起作用了。请用 /ask 重新提问。
not-yours = 只有提问的人或管理员才能这样做。
cannot-share-here = 我无权在这个频道发言。管理员可以开放权限。

## Check against the story
check-title = 与报道核对的结果
check-legend = 逐词对照。“未找到”不等于不实：报道可能用了别的说法，或只是转述某人的主张。
check-supported = 报道中是这样说的
check-contradicted = 报道中的说法不同
check-not-spoken-of = 未找到相同的说法
check-differs-number = 数字不一致：消息中是“{ $claimed }”，报道中是“{ $stated }”。
check-differs-date = 日期不一致：消息中是“{ $claimed }”，报道中是“{ $stated }”。
check-differs-negation = 一方说是，一方说不是。
check-differs-word = 消息中是“{ $claimed }”，报道中意思相反：“{ $stated }”。
check-nothing = 这条消息里没有可以核对的句子。
check-rest = 还有 { $claims } 句没有核对：消息太长了。

## Sources, search, help, privacy
sources-title = 回答的出处：{ $articles } 篇报道
sources-passages = { $passages } 个段落
search-title = { $passages } 个段落含有“{ $words }”
search-nothing = 没有段落含有“{ $words }”。
search-no-article = 没有名为“{ $article }”的报道。请从输入时弹出的列表中选择。
help-text =
    { "" }**Newsdesk** 依据报道回答关于这件事的问题，并出示报道原文。
    回答的每一句都是引文，或以下方的引文为据；点**查看段落**可在报道中看到它。
    报道中没有说的，它会如实告诉你。

    { "" }**/ask** 提问 · 提及我，或直接私信我 · 回复我的回答可以继续追问
    { "" }**/search** 查找字词 · **/sources** 列出所有报道 · **/privacy** 查看并删除保存的与你有关的内容
    { "" }**{ $check }**（在消息菜单的*应用*中）把别人的话与报道对照。
privacy-title = 保存的与你有关的内容
privacy-answers = { $answers ->
    [0] 没有对你的提问的回答。
   *[other] { $answers } 个对你的提问的回答
}
privacy-oldest = 最早的日期：{ $date }
privacy-feedback = { $feedback ->
    [0] 没有你对回答的评价。
   *[other] { $feedback } 个你对回答的评价
}
privacy-requests = { $requests ->
    [0] 没有你提交给管理员的问题。
   *[other] { $requests } 个你提交给管理员的问题
}
privacy-retention = 问题的文字在 { $hours } 小时后删除，回答及其评价在 { $days } 天后删除。
privacy-model = { $host } 上的语言模型会读取每个问题、它所承接的上一个问题以及为它找到的段落。不会发送姓名或 ID。
privacy-shown = 频道里已显示的回答不会随之移除：请先按其下方的“移除”。
privacy-copy = 保存的与你有关的全部内容，JSON 文件：你写过和做过的、在哪里、何时。其中没有报道的原文。
privacy-copy-too-large = 内容太多，Discord 无法作为文件发送。运行此机器人的人可以提供给你：`newsdesk privacy show`。
privacy-forgotten = 已全部删除。已经显示在频道里的回答会留在那里，直到被移除。

## What goes wrong; each says what the reader can do
trouble-unexpected = 我这边出了问题，已记录下来。请稍后再问一次。
trouble-corpus = 目前无法读取报道，需要由本机器人的运营者修复；此前已发布的内容仍可回答问题。
trouble-not-indexed = 我正在第一次阅读这些报道。请过几分钟再问。
trouble-index-unavailable = 索引目前没有响应，与你的问题无关。请过一分钟再问。
trouble-locked = 报道正在重新读取。请过一分钟再问。
trouble-edition-changed = 文章在此期间已有变动。请重新查看这次修改。
trouble-fetch = 这个网址不能作为文章收录。请保存网页，并以文件形式上传。
trouble-extract = 在该网页中没有找到文章。请改为上传文本或 Markdown 文件。
trouble-embedding = 理解问题所用的模型目前无法使用，需要由本机器人的运营者处理。
trouble-retrieval = 目前查找答案的环节出了故障。这并不表示报道中没有答案；请稍后再问。
trouble-records = 目前无法读取我自己的记录，因此暂时无法完成操作。请过一分钟再试。
trouble-config = 本机器人的设置有误，需要由运营者检查配置。
trouble-cooldown = 请一个一个地问：{ $seconds } 秒后可以再次提问。
trouble-in-flight = 我还在处理你的上一个问题。
trouble-queue-full = 同时提出的问题太多：已有 { $waiting } 个在等待。请过一分钟再问。
trouble-stopping = 我还没做完就被停止了。请过一分钟再问。
trouble-direct-messages = 我在这里不回复私信。请在服务器中用 /ask 提问。
trouble-too-long = 太长了：一个问题最多 { $most } 个字符。

## Insights
insights-title = 最近 { $days } 天的提问
insights-period = { $first }至{ $last }
insights-nothing = 没有人提问。
insights-answered = 已回答：{ $questions }
insights-declined = 未作答：{ $questions }
insights-busiest = 提问最多的一天：{ $date }，共 { $questions } 个
insights-readers = 读者：{ $readers }
insights-helpful = 有帮助：{ $votes }
insights-unhelpful = 没有帮助：{ $votes }
insights-rate = “有帮助”的评价占 { $percent }%
insights-most-asked = 引用最多的报道
insights-cited = { $title }（引用次数：{ $times }）
insights-model-written = 由语言模型撰写的回答：{ $answers }
insights-model-quoted = 用报道原句给出的回答：{ $answers }
insights-model-fallbacks = 语言模型未撰写的原因：
insights-model-fallback = – { $reason }（提问：{ $questions }）
insights-model-tokens = 此服务器使用的词元：{ $tokens }（请求：{ $requests }）
insights-model-tokens-all = 全部使用的词元，包括私信：{ $tokens }（请求：{ $requests }）
insights-model-budget = 此服务器今日词元已用：{ $percent }%
insights-model-budget-all = 全部今日词元已用：{ $percent }%
insights-model-cost = 费用：{ $cost }；全部合计：{ $total }

## 管理
not-a-moderator = 只有能管理此服务器或拥有管理身份组的人才能这样做。
not-a-keeper = 这些文章由另一个服务器的管理员维护。仅涉及本服务器的事项可以在这里处理。
review-closed = 此更改已不再等待处理：它已被确认、取消或已过期。请用 /corpus 重新开始。
draft-gone = 这篇文章已不再等待处理。请用 /corpus add 重新添加。

add-file-or-url = 请提供文件或网址：二者选一。
edit-what = 请说明要更改什么：至少指定一个字段。输入 - 可删除该字段。
review-confirming = 正在写入文件并启用新版次……

## 频道，以及关于管理员所保存的内容
not-here = 我不在这个频道回答问题。请到其他频道提问。
not-here-but-there = 我不在这个频道回答问题。请到 { $channels } 提问。
mentions-off = 我在这里不回答提及。请用 /ask 提问。
private-room = 对提及的回答所有人都能看到，而在这里我只单独回答提问者。请用 /ask 提问。
privacy-moderation = 你作为管理员的 { $number } 项草稿、审阅和发布
privacy-audited = 管理员审计记录中带有你 ID 的 { $number } 条记录。任何人都无法删除：审计记录只增不减。
privacy-forgotten-but-audit = 除管理员审计记录中带有你 ID 的 { $number } 条记录（任何人都无法删除）外，其余已全部删除。已显示在频道中的回答会保留，直到被移除。

## 报道后来怎样了
article-corrected = 已由发布者更正
article-retracted = 已由发布者撤回
article-superseded = 已被更新的报道取代
article-superseded-by = 已被取代，新报道：{ $title }
answer-source-changed = 这个回答给出之后，它的一个来源有了变化。
nearest-source-changed = 此处引用的一个来源后来有了变化。
quotation-changed = 报道后来有改动：此处引用的是当时的原文。
quotation-removed = 这段引文已被撤下：它所在的报道已不在资料库中。
quotation-restated = 这是在此处引用之后才知道的。
quotation-restored = 这篇报道先前的标注后来已取消：它以发布时的内容为准。
answer-checked-then = 每一处引文在引用时都与报道原文一字不差。
sources-disagree = 来源说法不一，最新的在前：
check-not-standing = 这只依据一篇已被撤回或取代的报道。

## /corpus: descriptions, at most 100 characters
command-corpus = 维护回答所依据的报道
command-corpus-add = 用文件或网址添加一篇报道；生效前你会看到有何变化
command-corpus-add-file = 报道文件：.md、.txt 或 .html
command-corpus-add-url = 报道的网址
command-corpus-add-replaces = 要用它替换正文的那篇报道
command-corpus-article = 报道；输入时从弹出的列表中选择
command-corpus-remove = 撤下一篇报道；生效前你会看到有何变化
command-corpus-edit = 修改报道的信息，不改正文；填 - 可删去一项
command-corpus-edit-title = 新标题
command-corpus-edit-source = 刊登的媒体；填 - 删去
command-corpus-edit-published = 刊登日期，例如 2026-05-04；填 - 删去
command-corpus-edit-url = 网址；填 - 删去
command-corpus-edit-author = 作者；填 - 删去
command-corpus-edit-language = 语言，例如 en 或 pt-BR；填 - 删去
command-corpus-edit-status = 是否已更正、撤回或被取代；填 - 删去
command-corpus-edit-superseded-by = 取代它的报道；填 - 删去
command-corpus-reload = 重新读取手动改过的文件；生效前你会看到有何变化
command-corpus-status = 当前版次、文件夹中的差异以及所有错误
command-corpus-history = 可以退回的版次，以及谁发布了什么
command-corpus-rollback = 退回较早的版次；生效前你会看到有何变化
command-corpus-rollback-edition = 要退回的版次
command-corpus-gaps = 问过但从未得到回答的问题，问得最多的在前
command-corpus-insights = 每天问了什么、答了多少、未答多少：一张图，并附文字
command-corpus-insights-days = 到今天为止的天数
command-corpus-audit = 本服务器管理员做过的事，最新的在前
command-corpus-golden = 每个新版次生效前都要回答的检验问题
command-corpus-golden-add = 添加一个检验问题，每个新版次生效前都会问
command-corpus-golden-question = 问题，照读者的问法写
command-corpus-golden-article = 必须作答的报道；如果不该有回答就留空
command-corpus-golden-remove = 不再问某个检验问题
command-corpus-golden-list = 所有检验问题及其应有的出处
command-corpus-settings = Newsdesk 在本服务器的行为方式，以及由谁管理
command-corpus-settings-show = 这里的设置，以及每一项的来源
command-corpus-settings-room = 选择 Newsdesk 在哪里、怎样回答
command-corpus-settings-moderators = 允许或不再允许某个身份组参与管理
command-corpus-settings-log = 选择一个频道，通报管理员做了什么
command-corpus-settings-log-channel = 频道；留空则不通报
command-corpus-settings-channel = 某个频道；留空则为整个服务器
command-corpus-settings-answers = Newsdesk 是否在这里回答
command-corpus-settings-mentions = 被提及时是否回答；否则只回应命令
command-corpus-settings-private = 除非提问者另选，回答是否只给提问者看
command-corpus-settings-threads = 被提及时是否在单独的子区里回答
command-corpus-settings-cooldown = 同一位读者两次提问之间要等的秒数
command-corpus-settings-clear = 撤回在这里选过的一切
command-corpus-settings-role = 身份组
command-corpus-settings-allow = 该身份组是否可以管理

## /corpus: status and history
button-dismiss = 忽略
and-more = 另有 { $number } 项
unknown-moderator = 没有记录
action-add = 收入或替换报道
action-remove = 撤下报道
action-edit = 修改报道信息
action-reload = 重新读取
action-rollback = 退回较早的版次
change-added = 新增：{ $articles }
change-removed = 移除：{ $articles }
change-changed = 更改：{ $articles }
status-title = 报道的状况
status-fine = 一切正常：每个文件都能读取。
status-no-edition = 还没有生效的版次，因此无法回答问题。
status-faults = 报道中有 { $number } 处错误。此前已发布的内容仍可回答问题。
status-faults-how = 请修正文件，或用 /corpus remove 撤下；然后 /corpus reload。
status-golden-faults = 检验问题列表中有 { $number } 处错误
status-reloaded = 生效时间：{ $moment }
status-moderator = 确认者：{ $moderator }
status-size = 报道：{ $articles } · 段落：{ $passages }
status-model = 检索模型：{ $model }
status-index = 检索索引：{ $index }
status-index-embedded = 机器人自己的文件夹
status-golden = 检验问题：{ $number }
status-waiting = 等待管理员确认的更改：{ $number }
status-same = 文件夹与生效的版次一致。
status-differs = 此后被手动改过：{ $changes }。/corpus reload 会显示将有何变化。
status-not-compared = 文件夹中的错误改正之后，才能说明有何差异。
history-title = 版次
history-serves = 正在生效
history-no-editions = 还没有任何版次。
history-how = /corpus rollback 可退回其中之一；选择正在生效的版次，则撤销手动所作的更改。你会先看到有何变化。
history-published = 最近的发布
history-nothing-published = 还没有任何记录。

## /corpus: unanswered questions
gaps-title = { $number } 个未得到回答的问题
gaps-none = 没有待处理的问题：近来的提问报道都已回答，或者你已经处理过了。
gaps-how = 能回答问题的报道会让它关闭：/corpus add。不需要回答的可以忽略。
gap-asked = 问过 { $number } 次
gap-last = 最近一次 { $moment }
gap-requests = { $requests } 位读者询问过管理员
gap-without-words = 问题的原文已不再保存。
gap-told = 已告知 { $readers } 位读者。
gap-nobody = 没有人需要告知：没有人把这个问题提交给管理员，或者联系不上他们。
gap-gone = 这个问题已不再待处理。

## /corpus: what moderators did
audit-title = 管理员做过的事
audit-nothing = 管理员还没有做过什么。
audit-proposed = 提交审阅
audit-published = 已发布
audit-cancelled = 已取消更改
audit-mended = 在首个版次之前修正了文件
audit-golden-added = 添加检验问题
audit-golden-removed = 删除检验问题
audit-room-settings = 更改设置
audit-role-allowed = 允许身份组管理
audit-role-refused = 不再允许身份组管理
audit-log-channel = 选择通报频道
audit-gap-told = 告知读者已有回答
audit-gap-dismissed = 忽略未回答的问题
audit-draft-dropped = 放弃找到的报道

## /corpus: settings
settings-of-server = 本服务器的设置
settings-of-channel = { $channel } 的设置
settings-answers = 回答问题：{ $value }
settings-mentions = 除命令外，被提及时也回答：{ $value }
settings-private = 除非提问者另选，回答只给提问者看：{ $value }
settings-threads = 被提及时在子区里回答：{ $value }
settings-cooldown = 两次提问的间隔：{ $value }
settings-yes = 是
settings-no = 否
settings-seconds = { $seconds ->
    [0] 无
   *[other] { $seconds } 秒
}
settings-taken-back = 未另作选择
settings-all-taken-back = 撤回全部选择
settings-from-channel = 为本频道选定
settings-from-server = 为服务器选定
settings-from-configuration = 默认
settings-how = /corpus settings room 可为频道或服务器更改；clear 可撤回。
settings-who = 能管理此服务器的人都可以管理 Newsdesk。
settings-who-roles = 能管理此服务器的人都可以管理 Newsdesk，还有 { $roles }。
settings-how-moderators = /corpus settings moderators 可允许或不再允许某个身份组管理。
settings-log = 管理员做的事会在 { $channel } 通报。
settings-no-log = 管理员做的事不在任何频道通报。
settings-how-log = /corpus settings log 可选择频道；/corpus audit 列出全部。

## /corpus: golden questions
golden-title = { $number } 个检验问题
golden-none = 还没有检验问题。用 /corpus golden add 添加后，每个新版次生效前都会被问到。
golden-how = 每个新版次生效前都会被问到这些问题。用 /corpus golden add 和 remove 更改列表。
golden-expects = 应有的出处：{ $article }
golden-expects-nothing = 报道没有说
golden-added = 已添加。每个新版次生效前都会被问到。
golden-removed = 不会再问：{ $question }
golden-known = 这个问题已在列表中。要改为预期另一个回答，请先删除：/corpus golden remove。
golden-unknown = 列表中没有这个问题，或有多个问题以此开头。请在输入时选择一个。
golden-no-article = 没有这篇报道。请在输入时从弹出的列表中选择。

## A gap answered
gap-answered-now = 您曾向 { $server } 的管理员提出这个问题，现在报道已能回答：

## 审阅：更改生效之前，先看它做了什么
review-title-add = 待审阅：新增一篇报道
review-title-replace = 待审阅：一篇报道换上新的正文
review-title-remove = 待审阅：移除一篇报道
review-title-edit = 待审阅：修改报道的信息
review-title-reload = 待审阅：报道文件夹的现状
review-title-rollback = 待审阅：回到较早的版次
review-title = 待审阅：报道的更改
review-waits = 目前什么都没有改变：在您确认之前，回答仍然来自原有的报道。
review-added = 新增 { $articles } 篇报道
review-changed = 更改 { $articles } 篇报道
review-removed = 移除 { $articles } 篇报道
review-warnings = 确认之前，请先看 { $number } 条警告。
review-incomplete = 更改太大，没有全部显示。省略的部分在原处注明了数量。
review-list-removed = 移除的报道
review-list-added = 新增的报道
review-list-changed = 更改的报道
review-list-files = 文件夹中还会更改
review-file-removed = 删除 { $file }
review-file-written = 重写 { $file }
review-files-only = 回答保持不变：只有文件夹中的文件会更改。
review-file = 文件：{ $file }
review-more-suspicions = 其他报道中还有 { $places } 条警告没有显示。
review-more-removed = 还有 { $articles } 篇移除的报道没有显示。
review-more-added = 还有 { $articles } 篇新增的报道没有显示。
review-more-changed = 还有 { $articles } 篇更改的报道没有显示。
review-nothing = 不会有任何改变：这些报道已经在使用中。
review-cancelled = 已取消。什么都没有改变。
review-mended = 文件已修改。此前从未发布过任何内容，因此没有可供对比的版次：我现在开始读取报道。/corpus status 会说明还有什么问题。
review-staging = 正在另行重新读取报道，不影响使用中的版次……
review-fetching = 正在其中查找报道……
button-confirm = 确认
button-cancel = 取消
number-of-words = { $number } 个字词
difference-legend = ~~删除线~~：删去 · **粗体**：新增 · ¶：行尾
difference-none = 正文保持不变。
difference-signs = 正文中只有标点、空格或换行有变化。
difference-removed = 正文删去 { $number } 个字词
difference-added = 新增 { $number } 个字词
difference-rewritten = 正文改动太多，无法逐字比较：先显示删去的，再显示新增的。
difference-unchanged = …… { $number } 个字词未变 ……
difference-not-shown = …… 另有 { $number } 个删去或新增的字词没有显示 ……
fact-named = { $name }：{ $value }
fact-title = 标题
fact-source = 媒体
fact-published = 日期
fact-url = 网址
fact-author = 作者
fact-language = 语言
fact-status = 状态
fact-superseded-by = 取代它的报道
fact-none = 无
fact-status-corrected = 已更正
fact-status-retracted = 已撤回
fact-status-superseded = 已被取代
suspicion-instruction = 向语言模型下达指令的文字
suspicion-invisible = 看不见的字符
suspicion-bidi = 改变书写方向的标记
suspicion-homoglyph = 单词中混有另一种字母表的相似字母
suspicion-mention = 会通知他人的提及
suspicion-hidden-markup = 对读者隐藏文字的标记
suspicion-blob = 一长串编码字符
suspicion-places = { $places } 处
suspicion-in-title = 在标题中：{ $excerpt }
suspicion-more = 还有 { $places } 处类似
suspicion-most = 每一类最多检查 { $most } 处：可能还有更多。
suspicion-what = 这些内容属于报道吗？如果不是，请从正文中去掉，再重新开始。
golden-run-none = 没有检验问题，因此没有提问。用 /corpus golden add 添加。
golden-run-holds = 全部 { $questions } 个检验问题都成立。
golden-run-lost = 检验问题：{ $questions } 个中有 { $number } 个不再得到预期的回答：
golden-run-none-lost = 检验问题：原来成立的都仍然成立。
golden-run-before = 检验问题：{ $questions } 个中有 { $number } 个此前也不成立：
golden-run-expected = 预期：{ $expected } · 现在：{ $got }
golden-run-what = 现在这样对吗？对的话，请用 /corpus golden 更新列表；不对的话，请取消。
golden-run-declined = 没有回答
golden-run-more = 还有 { $number } 个问题

## 更改确认之后
confirmed-title = 完成：回答现在出自版次 { $edition }
confirmed-how = 此前的回答，凡出处有变化的都会标注。/corpus rollback 可以退回。
confirmed-gaps = 它回答了 { $number } 个此前没有回答的问题：
confirmed-gap = 回答出自：{ $article }
confirmed-gap-without-words = 一个不再保存原文的问题
confirmed-more = 还有 { $number } 个问题
button-tell = 告诉提问的人（{ $requests }）

## 在文件或网页中找到的报道
draft-found = 是这篇报道吗？
draft-no-source = 没有找到媒体
draft-no-published = 没有找到日期
draft-no-url = 没有找到网址
draft-no-author = 没有找到作者
draft-no-language = 没有找到语言
draft-replaces = 它的正文将取代：{ $article }
draft-next = 接下来您可以更正这些信息，再查看将有何变化。在您确认之前，不会发布任何内容。
draft-text = 正文
draft-begins = 开头
draft-ends = 结尾
button-confirm-draft = 确认信息
button-discard = 放弃
draft-dropped = 已放弃，没有保留任何内容。
# 在弹窗中，最多 45 个字符
draft-title = 关于这篇报道
draft-field-title = 标题
draft-field-source = 媒体
draft-field-published = 日期（YYYY-MM-DD）
draft-field-url = 网址

## 管理员会遇到的问题；下面是错误本身的说明
trouble-change = 报道无法这样读取或更改：
trouble-faults = 需要先修正 { $number } 处错误：
trouble-faults-serving = 什么都没有改变。之前发布的内容仍在回答问题。
trouble-faults-how = 如果是您附上的文件：请修正后重新附上。如果文件在文件夹中：/corpus remove 按文件名删除，/corpus add 加 replaces: 换上新的正文，/corpus rollback 让所有文件回到回答所依据的内容。
trouble-faults-more = 还有 { $number } 处错误
trouble-fetch-address = 这不是网页的地址。请给出以 https 或 http 开头、不含用户名和密码的地址。
trouble-fetch-port = 只从网页的常用端口获取。请去掉地址中的端口。
trouble-fetch-not-public = 这个地址不在公共互联网上，因此不从那里获取。请保存网页并作为文件附上。
trouble-fetch-unknown-host = 没有这个网站。请检查地址是否写对。
trouble-fetch-unreachable = 无法连接这个网站。请稍后再试，或保存网页并作为文件附上。
trouble-fetch-certificate = 这个网站无法证明自己的身份。请检查地址，或保存网页并作为文件附上。
trouble-fetch-redirects = 这个地址一再跳转，到不了网页。请自己打开，再给出最后到达的地址。
trouble-fetch-downgrade = 这个地址从 https 跳到了不受保护的地址。请自己打开，保存网页并作为文件附上。
trouble-fetch-status = 这个网站不提供该网页：它已不在，或并非人人可看。请自己打开，保存后作为文件附上。
trouble-fetch-type = 这不是文字网页。请给出报道本身的地址，或把正文作为文件附上。
trouble-fetch-packing = 这个网站发送的压缩网页不可信任。请保存网页并作为文件附上。
trouble-fetch-size = 这个网页太大。请保存报道的正文并作为文件附上。
trouble-fetch-time = 这个网站太慢。请稍后再试，或保存网页并作为文件附上。
trouble-fetch-empty = 这个网页是空的。请检查地址，或保存网页并作为文件附上。
trouble-fetch-broken = 网页在传输中断开。请再试一次，或保存网页并作为文件附上。

gaps-answered = { $number ->
   *[other] 现在已有回答的问题（{ $number }），提问者尚未得知：
}

role-of-everybody = 所有人都有这个身份组，因此它不会让任何人获得权限。请另选一个。
log-not-writable = 我无法在 { $channel } 中发言。请授权我，或另选一个频道。
review-cancelling = 正在取消；如果另一项更改正在准备中，会先完成那一项……

## How an answer came about: for moderators
explain-title = 这个回答是怎么来的
explain-note = 只有你能看到。除回答本身显示的内容外，这里的一切都未经核对。
explain-gone = 这个回答的来由已不再保存：它会与问题的文字一同删除。
explain-no-answer = 这条消息不是我的回答，或已不再保存。
explain-taken-down = 找到的一篇报道此后已被撤下：它的句子和所有撰写的内容都不再显示。
explain-reading = 问题是怎样理解的
explain-as-it-stands = 按原文理解。
explain-standalone = 结合对话理解为：{ $question }
explain-searched = 查找：{ $text }
explain-confidence = 把握 { $confidence }%；达到 { $least }% 时，由报道自己的句子回答。
explain-asked-from = 达到 { $least }% 时使用语言模型。
explain-found = 找到 { $passages } 个段落
explain-score = 得分 { $score }
explain-similarity = 相似度 { $similarity }
explain-carried = 沿用自对话
explain-sentences = 最相符的句子
explain-model = 语言模型：{ $model }
explain-no-model = 没有使用语言模型。
explain-rewrite = 改写问题
explain-draft = 草稿 { $number }
explain-fault = 问题在于：{ $fault }
explain-dropped = 未显示：{ $reason }
explain-tokens = 词元：读入 { $read }，写出 { $written }
explain-estimated = 部分为估计
explain-cost = 费用：{ $cost }
explain-milliseconds = { $milliseconds } 毫秒
explain-steps = 各步骤用时：{ $steps }
