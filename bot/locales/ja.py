"""Japanese."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    # Commands
    "brief": "要約",
    "quotes": "発言",
    "figures": "数字",
    "timeline": "経過",
    "people": "人物",
    "sources": "出典",
    "changes": "変更点",
    "ask": "質問",
    "follow": "購読",
    "unfollow": "購読解除",
    "help": "ヘルプ",
    "status": "状況",
    "setup": "初期設定",
    "schedule": "予定",
    "add": "追加",
    "list": "一覧",
    "edit": "編集",
    "pause": "停止",
    "resume": "再開",
    "remove": "削除",
    "now": "今すぐ",
    "preview": "次回",
    "week": "週間",
    "desk": "編集部",
    "answer": "回答",
    "answers": "回答一覧",
    "errata": "正誤",
    "correct": "訂正",
    "withdraw": "撤回",
    "history": "履歴",
    "rollback": "復元",
    "review": "確認",
    "publish": "公開",
    "undo": "取消",
    "roles": "ロール",
    "link": "連携",
    "unlink": "連携解除",
    "code": "コード",
    "people-roles": "担当者",
    "questions": "未回答",
    "topic": "話題",
    "use": "選択",
    "settings": "設定",
    "delete": "消去",
    "rename": "改名",
    # Options
    "question": "質問文",
    "text": "本文",
    "proof": "根拠",
    "page": "ページ",
    "length": "長さ",
    "speaker": "発言者",
    "name": "名前",
    "since": "基準の版",
    "severity": "種類",
    "note": "説明",
    "wrong": "誤り",
    "right": "正しい語",
    "reason": "理由",
    "number": "番号",
    "channel": "チャンネル",
    "times": "時刻",
    "days": "曜日",
    "zone": "標準時",
    "format": "形式",
    "unchanged": "変化なし",
    "skip": "除外日",
    "start": "開始日",
    "end": "終了日",
    "quiet": "静かな時間",
    "late": "遅れ",
    "plain": "文字だけ",
    "followers": "フォロワー",
    "silent": "通知なし",
    "threads": "スレッド",
    "role": "役割",
    "person": "人",
    "command": "コマンド",
    "where": "範囲",
    "url": "アドレス",
    "what": "対象",
    "value": "値",
    "version": "記事の版",
    # Menus of a message
    "Check this quote": "この引用を確かめる",
    "Brief this link": "このリンクを要約",
}

TEXTS: Mapping[str, str] = {
    # What commands do
    "Pin an answer to a question: with the article's words that prove it, or as the desk's own": (
        "質問に回答を固定します。根拠となる記事の文、または編集部自身の言葉で"
    ),
    "The pinned answers: open, change or unpin one; what needs review is first": (
        "固定した回答を開く・変更・解除します。見直しが必要なものが先頭です"
    ),
    "The brief: what happened, who said what, the figures": "要約：何が起きたか、誰が何を言ったか、数字",
    "Who said what, word for word": "誰が何を言ったか、原文どおりに",
    "The numbers, with what they count": "数字と、その数が表すもの",
    "What happened when, as the article dates it": "いつ何が起きたか、記事の日付のとおりに",
    "Who is who; for one name, what they said and did": "人物一覧。名前を入れると、その人の発言と行動",
    "The article, and each line's evidence in it": "元の記事と、各行の根拠",
    "What changed since the revision before, or since another": "前の版、または指定した版からの変更点",
    "Ask what the article says; the answer shows the sentence that proves it": (
        "記事に何が書かれているか質問します。根拠の文も示します"
    ),
    "Where the article itself is marked as wrong; mark a place, or take a mark back": (
        "記事自体の誤りの一覧。印を付ける、または外す"
    ),
    "Publish the draft as a correction: every copy changes, readers see the dated note": (
        "下書きを訂正として公開します。投稿済みもすべて直り、日付つきの注記が付きます"
    ),
    "Take the brief back: every copy then shows the reason instead": (
        "要約を撤回します。投稿済みのものには理由が表示されます"
    ),
    "Every revision: who submitted, approved, published or withdrew it": "すべての版と、提出・承認・公開・撤回した人",
    "Bring back what an earlier revision said, as a new revision": "以前の版の内容を新しい版として戻します",
    "Change the draft: headline, summary, points; choose quotes and figures": (
        "下書きの見出し・要旨・要点を直し、発言と数字を選びます"
    ),
    "A link to the desk in the browser; it works once, for five minutes": (
        "ブラウザーの編集画面へのリンク。一度だけ、五分間有効です"
    ),
    "Post the brief in a channel at set times; the first one comes at once": (
        "決まった時刻にチャンネルへ要約を投稿します。最初の投稿はすぐ届きます"
    ),
    "The schedules here": "ここの予定",
    "Change when and what a schedule posts; what is not named stays": (
        "予定の時刻や内容を変更します。指定しないものはそのままです"
    ),
    "Post nothing there until it is resumed": "再開するまで投稿を止めます",
    "Go on with a paused or stopped schedule": "停止した予定を再開します",
    "End a schedule; what it posted stays": "予定を終了します。投稿済みのものは残ります",
    "Post at once, in place of today's post": "今日の投稿の代わりに、今すぐ投稿します",
    "Get the brief in your direct messages: daily at 09:00, or when you say": (
        "要約をDMで受け取ります。毎日9時、または指定した時刻に"
    ),
    "No more briefs in your direct messages": "DMでの要約をやめます",
    "What waits to be published: how it differs from what is live": "公開待ちの内容と、公開中のものとの違い",
    "Approve and publish what waits for review, else the draft": "確認待ちの版、なければ下書きを承認して公開します",
    "Take back what was published a moment ago, before it goes out": "公開した直後のものを、出る前に取り消します",
    "Which roles of this server make editors, publishers and admins": (
        "このサーバーのどのロールを編集者・公開者・管理者にするか"
    ),
    "With a code: links this server, or gives you your role. Without: a link to the desk in the browser": (
        "コードあり：サーバーの連携か自分の役割。なし：ブラウザーの編集画面へのリンク"
    ),
    "Let this server only follow again; its schedules stay": "サーバーの連携を解除します。予定は残ります",
    "A one-use code: for another server, for a person's role, or for another account of yours": (
        "一度きりのコード：別のサーバー、人の役割、自分の別アカウント用"
    ),
    "Who holds which role; with a person and a role, change it": "誰がどの役割か。人と役割を指定すると変更します",
    "What a schedule will post next, when, and why": "次に何を、いつ、なぜ投稿するか",
    "A dry run: what all schedules would post in the next seven days": "試算：今後七日間に投稿されるもの",
    "What readers asked in vain or called wrong: answer it or dismiss it": (
        "答えられなかった質問や誤りの指摘に、回答するか取り下げます"
    ),
    "Set up briefs here: channel, time, zone and editors, and what is still missing": (
        "ここに要約を届ける設定：チャンネル、時刻、標準時、編集者と、足りないもの"
    ),
    "What Readout does, and the commands you may use": "Readoutの機能と、使えるコマンド",
    "Your schedules and this server's; for admins all, with reasons": (
        "自分とこのサーバーの予定。管理者には理由つきですべて"
    ),
    "The topics there are, and the one that this channel means": "話題の一覧と、このチャンネルの話題",
    "Choose the topic that commands in this channel, or on this server, mean": (
        "このチャンネル、またはサーバーのコマンドが指す話題を選びます"
    ),
    "Take in an article: by its address, or its text in a form": "記事を取り込みます。アドレス、または本文の入力で",
    "Give a topic another name": "話題の名前を変えます",
    "When and where the brief is posted": "要約をいつどこに投稿するか",
    "Edit, approve and publish the brief, and look after the newsroom": "要約の編集・承認・公開と、編集部の管理",
    "What can be done with topic": "話題の管理",
    "The newsroom's settings, to see or to change": "編集部の設定を見る、または変える",
    "Delete a draft, a version of an article, a topic, or what is kept of this server": (
        "下書き、記事の版、話題、またはこのサーバーの記録を消去します"
    ),
    # What their options take
    "What is to go": "消すもの",
    "Which setting": "どの設定か",
    "Of the article": "記事の版の番号",
    "What it is to be; “usual” for the default": "新しい値。usual で標準に戻します",
    "The question": "質問",
    "The answer, as readers get it": "読者に表示される回答",
    "Words of the article that prove it; none: the desk's own": "根拠となる記事の文。なければ編集部自身の言葉",
    "Which topic, where there are several": "話題（複数あるとき）",
    "Which topic": "話題",
    "Which page": "ページ",
    "Page": "ページ",
    "How much of it": "どのくらい詳しく",
    "Whose words": "誰の発言か",
    "What is counted": "何の数か",
    "Whom": "誰か",
    "Number of an earlier revision": "以前の版の番号",
    "Your question": "質問",
    "correction (a dated note) or refile (a slip, logged)": "correction（日付つきの注記）または refile（軽い直し）",
    "What was wrong and what is right": "何が誤りで、何が正しいか",
    "Words of the article that are wrong, as they stand": "記事の誤っている語句、書かれているとおりに",
    "What is right in their place": "正しい語句",
    "Why it is right although the check objects; kept": "検査の指摘があっても正しい理由。記録されます",
    "Why, as readers will see it": "読者に表示される理由",
    "Number of the revision, from `history`": "版の番号（履歴にあります）",
    "Where; else this channel": "投稿先。なければこのチャンネル",
    "09:00 or 9am and 6pm; every 2 hours between 08:00 and 18:00; when published": (
        "09:00、9am and 6pm、every 2 hours between 08:00 and 18:00、when published（公開時）"
    ),
    "daily, weekdays, weekends, mon-fri or mon,wed": (
        "daily（毎日）、weekdays（平日）、weekends（週末）、mon-fri、mon,wed"
    ),
    "Time zone, such as Asia/Tokyo or Paris": "標準時。Asia/Tokyo や Paris など",
    "What is posted; the first post in a channel is the full brief": "投稿する内容。最初の投稿は要約全体です",
    "When nothing changed: rotate the parts, skip, or repeat": "変化がないとき：順に別の部分、休む、繰り返す",
    "Dates to leave out, such as 24 Dec, 2026-12-25; or none": "休む日。24 Dec や 2026-12-25。none で取り消し",
    "First day, such as 1 Dec, monday or tomorrow": "最初の日。1 Dec、monday、tomorrow など",
    "Last day, such as 20 Mar 2027; or none": "最後の日。20 Mar 2027 など。none で取り消し",
    "When nothing is posted, such as 22:00-07:00; or off": "投稿しない時間。22:00-07:00 など。off で取り消し",
    "How late a missed post may come, such as 2h; else it is left out": (
        "遅れてもよい時間。2h など。過ぎたら投稿しません"
    ),
    "Plain text instead of a card": "カードではなく文字だけで",
    "In an announcement channel: publish each brief to its followers, too": (
        "アナウンスチャンネル：フォロワーにも公開します"
    ),
    "Without a notification for anybody": "誰にも通知せずに投稿します",
    "A thread of its own under each brief": "要約ごとに専用のスレッドを作ります",
    "Number of the schedule": "予定の番号",
    "The code that an admin gave you": "管理者から受け取ったコード",
    "For what": "用途",
    "The new role": "新しい役割",
    "Whose": "誰の",
    "One command in full": "詳しく知りたいコマンド",
    "The article's address": "記事のアドレス",
    "The topic's name; else the headline": "話題の名前。なければ見出し",
    "The new name": "新しい名前",
    # Titles, headings and buttons
    "Source": "根拠",
    "All sources": "すべての根拠",
    "Quotes": "発言",
    "Figures": "数字",
    "Timeline": "経過",
    "Who is who": "人物",
    "Ask": "質問する",
    "Full brief": "要約全体",
    "Key quotes": "主な発言",
    "What comes next": "今後",
    "Quotations": "発言",
    "All quotations": "すべての発言",
    "Reported, not quoted": "間接的に伝えられた発言",
    "People": "人物",
    "Organisations": "組織",
    "Places": "場所",
    "Sources": "出典",
    "Every line and its evidence": "各行とその根拠",
    "Commands": "コマンド",
    "For everybody": "どなたでも",
    "For editors": "編集者向け",
    "For publishers": "公開者向け",
    "For admins": "管理者向け",
    "Status": "状況",
    "You follow": "購読中",
    "On this server": "このサーバー",
    "Following": "購読",
    "Withdrawn": "撤回されました",
    "Share in channel": "チャンネルで共有",
    "Right": "正しい",
    "Wrong": "誤り",
    "Missing": "足りない",
    "Check of a quote": "引用の確認",
    "Earlier": "前へ",
    "More": "次へ",
    "Show the source of a line…": "行の根拠を表示…",
    "Check again": "もう一度確かめる",
    "Go on": "次へ",
    "Back": "戻る",
    "Start": "開始",
    "Set up": "設定する",
    "Set up Readout": "Readoutの設定",
    "Set up Readout, 1 of 4: the channel": "Readoutの設定 1/4：チャンネル",
    "Set up Readout, 2 of 4: the time": "Readoutの設定 2/4：時刻",
    "Set up Readout, 3 of 4: the zone": "Readoutの設定 3/4：標準時",
    "Set up Readout, 4 of 4: start": "Readoutの設定 4/4：開始",
    "Choose a channel…": "チャンネルを選ぶ…",
    "Choose a time…": "時刻を選ぶ…",
    "Choose a time zone…": "標準時を選ぶ…",
    "Roles that make editors…": "編集者にするロール…",
    "Roles that make publishers…": "公開者にするロール…",
    "Roles that make admins…": "管理者にするロール…",
    "Whenever a brief is published": "要約が公開されたとき",
    "Daily at {}": "毎日 {}",
    "Another time…": "ほかの時刻…",
    "Another zone…": "ほかの標準時…",
    "At what time": "何時に",
    "In which time zone": "どの標準時で",
    "In which channel is the brief to be posted? A forum gets a post of its own for each brief.": (
        "要約をどのチャンネルに投稿しますか。フォーラムでは要約ごとに投稿が作られます。"
    ),
    "Readout may post in {}. When is the brief to come?": "{} に投稿できます。いつ届けますか。",
    "Readout may post in {}.": "{} に投稿できます。",
    "At {}, by whose clock?": "{} は、どの標準時ですか。",
    "Summer time is kept: 09:00 stays 09:00 there.": "夏時間に従います。現地の9時はいつも9時です。",
    "Readout may post there. The first post comes as you press Start.": (
        "投稿できます。「開始」を押すと、最初の投稿が届きます。"
    ),
    "Readout lacks {} in {}. Allow it in the channel's settings under Permissions, for Readout or its role.": (
        "{} が足りません（{}）。チャンネル設定の「権限」で、Readoutまたはそのロールに許可してください。"
    ),
    "Readout lacks {} in {}. Allow them in the channel's settings under Permissions, for Readout or its role.": (
        "{} が足りません（{}）。チャンネル設定の「権限」で、Readoutまたはそのロールに許可してください。"
    ),
    # Sentences
    "Thank you for inviting Readout. It posts news briefs here and answers questions about them; every line shows the "
    "sentence that proves it.": (
        "Readoutをお招きいただきありがとうございます。ニュースの要約を投稿し、質問に答えます。どの行も根拠の文を示します。"
    ),
    "Who manages this server chooses channel, time and zone with `setup`, which takes two minutes. `brief` and `ask` "
    "work already, for everybody.": (
        "サーバーの管理者は `setup` でチャンネル・時刻・標準時を選べます。二分で終わります。"
        "`brief` と `ask` はもうどなたでも使えます。"
    ),
    "There is nothing to show.": "表示するものがありません。",
    "The article does not say.": "記事には書かれていません。",
    "Nothing is published yet. As soon as something is, this command shows it.": (
        "まだ何も公開されていません。公開されると、ここに表示されます。"
    ),
    "Something went wrong on our side. Look whether it was done all the same, then try once more; if it stays, tell "
    "whoever runs this bot: the log says more.": (
        "こちらで問題が起きました。処理されたかを確かめてから、もう一度お試しください。続くときは、"
        "このボットの運営者にお知らせください。記録に詳細があります。"
    ),
    "This button belongs to an older version of Readout. Type `brief` for a fresh message.": (
        "このボタンは古い版のものです。`brief` で新しい要約を表示してください。"
    ),
    "This command changed. Reload Discord (Ctrl+R, or restart the app) and type it again.": (
        "このコマンドは変わりました。Discordを再読み込みして（Ctrl+R、またはアプリの再起動）、もう一度入力してください。"
    ),
    "This form is not kept any more. Run the command once more.": (
        "このフォームはもう残っていません。もう一度コマンドを実行してください。"
    ),
    "You follow nothing here. `follow` sends you the brief daily.": (
        "購読中のものはありません。`follow` で毎日お届けします。"
    ),
    "`unfollow` ends it.": "`unfollow` で終わります。",
    "No schedules.": "予定はありません。",
    "Nothing yet: `follow` sends you the brief daily.": "まだありません。`follow` で毎日お届けします。",
    "Thank you: noted as right.": "ありがとうございます。正しいと記録しました。",
    "Thank you: noted as wrong. The editors see the question and the answer, not who asked.": (
        "ありがとうございます。誤りと記録しました。編集者には質問と回答が見え、質問者は見えません。"
    ),
    "Thank you: noted that something is missing. The editors see the question, not who asked.": (
        "ありがとうございます。足りないと記録しました。編集者には質問が見え、質問者は見えません。"
    ),
    "Answered from the article alone, with the sentence that proves it.": (
        "記事だけにもとづき、根拠の文とともに答えます。"
    ),
    "Readout briefs an article and answers from it; every line shows the sentence that proves it.": (
        "Readoutは記事を要約し、記事にもとづいて答えます。どの行も根拠の文を示します。"
    ),
    "`help` and a command's name shows what it takes.": "`help` とコマンド名で、使い方を表示します。",
    "This takes the role “{}”; yours here is “{}”. Ask an admin of the newsroom.": (
        "この操作には役割「{}」が必要です。ここでのあなたの役割は「{}」です。編集部の管理者にお尋ねください。"
    ),
    "This takes the role “{}”. This server only follows the newsroom: an admin there can make a code for `link`.": (
        "この操作には役割「{}」が必要です。このサーバーは購読のみです。編集部の管理者が `link` 用のコードを作れます。"
    ),
    "This takes the role “{}” or somebody who manages this server. This server only follows the newsroom: an admin "
    "there can make a code for `link`.": (
        "この操作には役割「{}」、またはこのサーバーの管理権限が必要です。このサーバーは購読のみです。"
        "編集部の管理者が `link` 用のコードを作れます。"
    ),
    "You get “{}” in your direct messages {}. The first one comes now.": (
        "「{}」をDMでお届けします（{}）。最初のものを今お送りします。"
    ),
    "You no longer get {}. What you got stays.": "{} のお届けを終わりました。届いたものは残ります。",
    "Shared in {}. A correction of the brief will reach it there.": (
        "{} で共有しました。要約が訂正されると、そこにも届きます。"
    ),
    "Checked against “{}”, and nothing else.": "「{}」だけと照らし合わせました。",
    "This is revision {}; revision {} is live now.": "これは第{}版です。公開中は第{}版です。",
}
