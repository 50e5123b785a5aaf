"""Messages when something cannot go on: one sentence, and what to do next.

    MinnaError
    ├── BadAddress, PrivateAddress        what was typed is no address we may visit
    ├── MissingCredentials                a user and password are not given again
    ├── UnknownSetting, BadSetting        a setting of a run is misspelt or of another type
    ├── BadRegistry                       the registry cannot be read; names line and column
    ├── DatabaseTooNew, CannotWrite, NotAMinnaDatabase,
    │   DatabaseDamaged, DatabaseBusy, DatabaseInUse  the database
    ├── TooFewFileHandles, MachineError          what this machine lacks, never a site's fault
    ├── EvidenceDropped                       it was deleted, and cannot be judged anew
    ├── UnreadableEvidence                    some of it cannot be judged anew
    ├── NoRun, UnknownCode, NotMeasured,
    │   NoPreviousSample, UnknownSite      nothing is there to work on or to report
    ├── BadReplies, ReplyIgnored, RulingIgnored,
    │   UnknownReplyCode, UnknownFinding  a file of replies, or something in it, cannot be used
    ├── BadWave, NeedsBaseline            nothing to compare a site with, or not readable
    ├── UnknownSurvey, SameSurvey, NotScored, DifferentMethods, DifferentProfiles   two surveys
    │                                     cannot be compared
    ├── Stopped                           ended from outside
    ├── OcrNotInstalled                          nothing is there to read pictures with
    └── NoBrowser                         no Chromium that starts

What the world does to a survey (a site is down, a page hangs) is data, never one of these.
"""


class MinnaError(Exception):
    """Raised anywhere, caught by the command line alone, which prints `text` and exits with 2."""

    en = "{detail}"
    ja = "{detail}"

    def __init__(self, **blanks: object) -> None:
        self.blanks = blanks
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in a language, English where we have no other."""
        return (self.ja if lang == "ja" else self.en).format(**self.blanks)


class Interrupted(MinnaError):
    """Not raised: what is said when somebody ends us with Ctrl-C or a signal."""

    en = "Stopped. What was recorded is kept; the same command goes on from where it stopped."
    ja = (
        "中断しました。記録済みの内容は残っています。同じコマンドをもう一度実行すると、"
        "止まったところから再開します。"
    )


class BadAddress(MinnaError):
    """What was given is not the address of a web page."""

    en = "“{url}” is not a web address: write it in full, as in https://www.example.lg.jp/."
    ja = (
        "「{url}」はウェブのアドレスではありません。https://www.example.lg.jp/ のように省略せ"
        "ずに指定してください。"
    )


class PrivateAddress(MinnaError):
    """An address inside a private network, without leave to visit it."""

    en = "{url} is a private address: add --allow-private if it is yours to visit."
    ja = (
        "{url} はプライベートアドレスです。自組織のサイトであれば --allow-private を付けてく"
        "ださい。"
    )


class MissingCredentials(MinnaError):
    """A survey goes on whose addresses had a user and a password, which are never written down."""

    en = (
        "A user and password were given for {urls}, and are not kept: give them again in the "
        "registry or address, as in https://USER:PASSWORD@www.example.lg.jp/."
    )
    ja = (
        "{urls} のユーザー名とパスワードは保存されていません。https://ユーザー名:パスワード@"
        "www.example.lg.jp/ のように、台帳またはアドレスにもう一度指定してください。"
    )


class UnknownSetting(MinnaError):
    """A setting of a run that there is not, as a rule a misspelt one."""

    en = "“{name}” is no setting of a survey: did you mean “{near}”?"
    ja = "「{name}」という調査の設定はありません。「{near}」ではありませんか。"


class BadSetting(MinnaError):
    """A setting of a run whose value is of another type."""

    en = "“{value}” is no value for the setting “{name}” of a survey: see “minna survey --help”."
    ja = (
        "「{value}」は調査の設定「{name}」の値として使えません。「minna survey --help」を確認して"
        "ください。"
    )


class BadRegistry(MinnaError):
    """A registry that cannot be read; raised by the crawler before anything is visited."""

    en = "{path}, line {line}, column “{column}”: {problem}"
    ja = "{path} の {line} 行目、列「{column}」: {problem}"


class DatabaseTooNew(MinnaError):
    """The database was written by a newer Minna."""

    en = (
        "{path} was written by a newer Minna (it has {steps}): update Minna, or name another "
        "file with --db."
    )
    ja = (
        "{path} は新しい版の Minna で作られています（{steps}）。Minna を更新するか、--db で別"
        "のファイルを指定してください。"
    )


class NotAMinnaDatabase(MinnaError):
    """The file named with --db is something else."""

    en = "{path} is not a Minna database: name another file with --db."
    ja = "{path} は Minna のデータベースではありません。--db で別のファイルを指定してください。"


class DatabaseDamaged(MinnaError):
    """The database was a sound one, and cannot be read any more, or not all of it."""

    en = (
        "{path} is damaged ({why}): go on with a sound copy of it, or save what can be read with "
        "“sqlite3 {path} .recover | sqlite3 NEW.db” and name that with --db."
    )
    ja = (
        "{path} は壊れています（{why}）。壊れていない控えを使うか、「sqlite3 {path} .recover | "
        "sqlite3 NEW.db」で読める部分を取り出し、--db で指定してください。"
    )


class DatabaseBusy(MinnaError):
    """Another program keeps the database locked for longer than we wait."""

    en = (
        "{path} is locked by another program ({why}): wait until it has ended, and start the same "
        "command again; what was recorded is kept."
    )
    ja = (
        "{path} は別のプログラムが使用中です（{why}）。終わるのを待って、同じコマンドをもう一度"
        "実行してください。記録済みの内容は残っています。"
    )


class DatabaseInUse(MinnaError):
    """Another command is writing to the database."""

    en = (
        "Another command (process {pid}) is at work on {path}: wait until it has ended or stop it, "
        "or name another file with --db; report, compare and politeness may be used meanwhile."
    )
    ja = (
        "別のコマンド（プロセス {pid}）が {path} で作業中です。終わるのを待つか中断するか、--db で"
        "別のファイルを指定してください。report、compare、politeness はその間も使えます。"
    )


class TooFewFileHandles(MinnaError):
    """The system gives us fewer file handles than a survey needs."""

    en = (
        "A survey needs {needed} file handles, and {allowed} are allowed: run “ulimit -n {needed}” "
        "(or have the limit raised), and start the same command again."
    )
    ja = (
        "調査には {needed} 個のファイルハンドルが必要ですが、上限は {allowed} です。"
        "「ulimit -n {needed}」を実行する（または上限を引き上げてもらう）と、同じコマンドを"
        "もう一度実行できます。"
    )


class MachineError(MinnaError):
    """This machine lacks memory, disk space or a sound disk."""

    en = (
        "This machine cannot go on ({why}): mend that and start the same command again; what was "
        "recorded is kept, and it goes on where it stopped."
    )
    ja = (
        "このコンピューターでは続けられません（{why}）。原因を取り除いて同じコマンドをもう一度"
        "実行してください。記録済みの内容は残っており、止まったところから再開します。"
    )


class InternalError(MinnaError):
    """Something that we have not foreseen broke; the traceback is shown with MINNA_TRACEBACK=1."""

    en = (
        "Our own fault ({kind} in {place}): please report it, with what MINNA_TRACEBACK=1 shows; "
        "what was recorded is kept."
    )
    ja = (
        "Minna の不具合です（{place} で {kind}）。環境変数 MINNA_TRACEBACK=1 を付けて表示される内容"
        "とともにお知らせください。記録済みの内容は残っています。"
    )


class CannotWrite(MinnaError):
    """A file or folder cannot be written: read-only, full or missing."""

    en = (
        "Cannot write {path} ({why}): make room or choose another place; what was recorded "
        "so far is kept."
    )
    ja = (
        "{path} に書き込めません（{why}）。空き容量を確保するか、別の場所を指定してください。"
        "記録済みの内容は残っています。"
    )


class UnreadableEvidence(MinnaError):
    """Some evidence of a survey cannot be read; all other has been judged."""

    en = (
        "{n} visits in {path} cannot be read, and keep what was judged of them before: put back a "
        "copy of the database, or visit their pages again with “minna audit”, and judge again."
    )
    ja = (
        "{path} のうち {n} 件の訪問の記録は読み取れないため、以前の判定をそのまま残しました。"
        "控えの記録に戻すか、「minna audit」で該当ページを再検査してから、もう一度判定してくださ"
        "い。"
    )


class NoRun(MinnaError):
    """The database holds no survey (or not the one asked for)."""

    en = "{path} holds no survey to work on: start one with “minna survey REGISTRY.csv”."
    ja = "{path} には調査の記録がありません。「minna survey 台帳.csv」で調査を始めてください。"


class UnknownCode(MinnaError):
    """A site was asked for that the registry does not have."""

    en = "{registry} has no site with the code {codes}: see its column “code”."
    ja = "{registry} にコード {codes} のサイトはありません。「code」列を確認してください。"


class NotMeasured(MinnaError):
    """The one site that was asked for has no score; raised when all has been written down."""

    en = "{url} could not be measured: {reason}."
    ja = "{url} は測定できませんでした。{reason}。"


class NoBrowser(MinnaError):
    """No Chromium was found that starts."""

    en = (
        "No Chromium that starts was found: run “minna doctor” to see what was tried, or "
        "install one with “{mend}”."
    )
    ja = (
        "起動できる Chromium が見つかりません。「minna doctor」で確認するか、「{mend}」で導入"
        "してください。"
    )


class OcrNotInstalled(MinnaError):
    """Pictures were to be read, and what reads them is not installed."""

    en = (
        "--read-images needs rapidocr, which is not installed (about 300 MB): “{mend}”, or leave "
        "the option out."
    )
    ja = (
        "--read-images には rapidocr が必要ですが、導入されていません（約 300 MB）。「{mend}」で"
        "導入するか、このオプションを外してください。"
    )


class UnknownSurvey(MinnaError):
    """What was given to compare is no survey."""

    en = (
        "“{what}” is neither a database nor a survey of {db}: give a database (FILE, or "
        "FILE@SURVEY for one of its surveys), or name the database of both with --db."
    )
    ja = (
        "「{what}」はデータベースでも {db} の調査番号でもありません。データベースのファイル名"
        "（調査を選ぶときは ファイル名@調査番号）を指定するか、--db で両方の調査が入った"
        "データベースを指定してください。"
    )


class SameSurvey(MinnaError):
    """A survey was to be compared with itself."""

    en = "OLD and NEW are the same survey ({run}): name two surveys, as in FILE@SURVEY."
    ja = (
        "OLD と NEW が同じ調査（{run}）です。ファイル名@調査番号 の形で別の調査を指定してください。"
    )


class NotScored(MinnaError):
    """A survey has no scores yet."""

    en = "Survey {run} has no scores yet: run “minna score --db {path} --run {run}” first."
    ja = (
        "調査 {run} にはまだ得点がありません。先に「minna score --db {path} --run {run}」を実行して"
        "ください。"
    )


class DifferentMethods(MinnaError):
    """Scores of methods whose levels cannot be compared."""

    en = (
        "Scores of method {old} and of method {new} cannot be compared: score the stored "
        "evidence anew by today's method first, with “{command}”."
    )
    ja = (
        "得点方法の版 {old} と {new} の得点は比べられません。先に「{command}」を実行し、保存してあ"
        "る記録を現在の方法で採点し直してください。"
    )


class DifferentProfiles(MinnaError):
    """Scores about different sets of criteria."""

    en = "Scores about {old} and about {new} cannot be compared: compare surveys of one profile."
    ja = (
        "対象とする達成基準が異なる得点（{old} と {new}）は比べられません。同じ達成基準の調査どう"
        "しを指定してください。"
    )


class NoPreviousSample(MinnaError):
    """The database named for its sample is none, or has no sample."""

    en = "There is no sample in {path}: name the database of a survey that was crawled."
    ja = "{path} に以前のサンプルがありません。クロール済みの調査の記録ファイルを指定してください。"


class BadWave(MinnaError):
    """The file given to `--against` is no published ranking."""

    en = "{path} is no ranking.csv of a report ({problem}): name that file of a published survey."
    ja = (
        "{path} はレポートの ranking.csv として読めません（{problem}）。公表された調査の "
        "ranking.csv を指定してください。"
    )


class NeedsBaseline(MinnaError):
    """New findings were asked for, and nothing was given against which they are new."""

    en = "--fail-new needs an earlier survey to compare with: add --baseline OLD.db."
    ja = "--fail-new には比較する以前の調査が必要です。--baseline OLD.db を付けてください。"


class UnknownSite(MinnaError):
    """What was given is neither an address nor the code of a site in the database."""

    en = "“{site}” is no site in {path}: name its address in full, or a code of its registry."
    ja = (
        "「{site}」は {path} に記録されたサイトではありません。URL を省略せずに指定するか、"
        "名簿のコードを指定してください。"
    )


class BadReplies(MinnaError):
    """A file of replies that cannot be read at all."""

    en = "{path} cannot be read as replies: {why}."
    ja = "{path} は回答のファイルとして読み込めません（{why}）。"


class ReplyIgnored(MinnaError):
    """Not raised: something in a reply cannot be used."""

    en = "Reply {number}: {why}; the rest of the file is used."
    ja = "{number} 件目の回答: {why}。ほかの内容は使用します。"


class RulingIgnored(MinnaError):
    """Not raised: a ruling cannot be used."""

    en = "Reply {number}, finding {finding}: {why}; the reply itself is shown."
    ja = "{number} 件目の回答の {finding}: {why}。回答そのものは掲載します。"


class UnknownReplyCode(MinnaError):
    """Not raised: a reply is of a body that is not in the survey."""

    en = "“{code}” is not a code of this survey: its reply is left out."
    ja = "「{code}」はこの調査の code ではないため、その回答は掲載しません。"


class UnknownFinding(MinnaError):
    """Not raised: a ruling names a finding that the body does not have."""

    en = "{finding} is no finding of {code} in this survey: its ruling is left out."
    ja = "{finding} はこの調査の {code} の検査結果にないため、その判定は使いません。"


class EvidenceDropped(MinnaError):
    """A survey is to be judged anew whose evidence was deleted."""

    en = "The evidence of survey {run} was deleted (minna db --drop-evidence): its findings stay."
    ja = (
        "調査 {run} の記録は削除済みのため（minna db --drop-evidence）、判定し直せません。"
        "検査結果は残っています。"
    )
