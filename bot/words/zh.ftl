# What Newsdesk says, in Chinese: the messages of en.ftl, with the same variables. The reader is addressed plainly, as 你.
# What English calls the corpus is 报道 here. Chinese has no plural, so few messages choose by number.
# A line cannot begin with * in this format, so { "" } stands before it.

## Commands: descriptions, at most 100 characters
command-ask = 就这件事提问；回答的每一句都引自报道原文
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

## While it works
working = 正在查阅报道……
working-reading = 正在阅读 { $passages } 个段落……
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

## No answer
declined-nothing-asked = 没有收到问题。请用文字写下你的问题。
declined-nothing-near = 报道中没有说：没有与你的问题相近的内容。
declined-not-in-sources = 报道中没有说。与你的问题最接近的段落也没有回答它。
declined-not-verified = 报道中没有说。拟出的回答与报道原文不能逐字对上，因此不予显示。
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
button-next = 下一页
button-previous = 上一页
button-forget = 删除保存的与我有关的内容

## After a press
passage-of = { $title } · 第 { $start }–{ $end } 个字符
passage-changed = 给出这个回答之后，报道已有改动或被撤下。当时的引文是：
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
    { "" }**Newsdesk** 用报道自己的话回答关于这件事的问题。
    回答的每一句都是引文，并注明出处；点**查看段落**可在报道中看到它。
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
insights-failed = 出错：{ $questions }
insights-busiest = 提问最多的一天：{ $date }，共 { $questions } 个
insights-readers = 读者：{ $readers }
insights-helpful = 有帮助：{ $votes }
insights-unhelpful = 没有帮助：{ $votes }
insights-rate = “有帮助”的评价占 { $percent }%
insights-most-asked = 引用最多的报道
insights-cited = { $title }（引用次数：{ $times }）

## 管理
not-a-moderator = 只有能管理此服务器或拥有管理身份组的人才能这样做。
not-a-keeper = 这些文章由另一个服务器的管理员维护。仅涉及本服务器的事项可以在这里处理。
review-closed = 此更改已不再等待处理：它已被确认、取消或已过期。请用 /corpus 重新开始。
draft-gone = 这篇文章已不再等待处理。请用 /corpus add 重新添加。
