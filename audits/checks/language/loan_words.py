"""Foreign words that many do not know are replaced or explained.

The National Institute for Japanese Language found words that most of those over sixty do not
understand, and proposed others for them.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import KANJI
from audits.checks._shared.sentences import quoted, running, unquoted
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "分かりにくい外来語", "en": "Foreign words that many do not know"},
    passed={
        "ja": "言い換えが勧められている外来語は見当たりません",
        "en": "No foreign word was found for which a plainer one is proposed",
    },
    failed={
        "found": {
            "ja": "分かりにくい外来語が説明なしに {count} か所で使われています（{examples}）",
            "en": "{count} places use foreign words without explaining them ({examples})",
        }
    },
    fix={
        "ja": "日本語に言い換えるか、初めに出るところで説明を添えます。"
        "例：「スキーム」は「計画」、「アセスメント」は「アセスメント（影響評価）」とします。",
        "en": "Use a Japanese word, or explain it where it first stands: 計画 for スキーム, "
        "アセスメント（影響評価）.",
    },
    about={
        "ja": "外来語は、高齢の人や日本語を学んでいる人に伝わらないことがあります。"
        "意味が分からない言葉が一つあるだけで、手続きをあきらめる人もいます。"
    },
    more="https://www2.ninjal.ac.jp/gairaigo/Teian1_4/iikaego.html",
)

PLAINER = {
    "アウトソーシング": "外部委託",
    "アカウンタビリティ": "説明責任",
    "アクションプログラム": "実行計画",
    "アジェンダ": "検討課題",
    "アセスメント": "影響評価",
    "アメニティ": "快適さ",
    "イニシアチブ": "主導",
    "インキュベーション": "起業支援",
    "インセンティブ": "意欲を高める仕組み",
    "エンパワーメント": "力づけること",
    "ガバナンス": "統治",
    "グランドデザイン": "全体構想",
    "コージェネレーション": "熱電併給",
    "コンソーシアム": "共同事業体",
    "コンセンサス": "合意",
    "コンプライアンス": "法令を守ること",
    "サーベイランス": "調査監視",
    "スキーム": "計画",
    "スクリーニング": "ふるい分け",
    "セーフティネット": "安全網",
    "セーフティーネット": "安全網",
    "ソリューション": "問題解決",
    "タスクフォース": "特別作業班",
    "デジタルデバイド": "情報格差",
    "トレーサビリティ": "履歴管理",
    "ノーマライゼーション": "等しく生きる社会の実現",
    "パブリックインボルブメント": "住民参画",
    "フォローアップ": "追跡調査",
    "プライオリティ": "優先順位",
    "フレームワーク": "枠組み",
    "ポテンシャル": "潜在能力",
    "マスタープラン": "基本計画",
    "モニタリング": "継続監視",
    "モラトリアム": "猶予",
    "ワーキンググループ": "作業部会",
    "ワークシェアリング": "仕事の分かち合い",
}
"""Words of the administration from 「外来語」言い換え提案 (four lists of 2003 to 2006, 176 words):
https://www2.ninjal.ac.jp/gairaigo/Teian1_4/iikaego.html

The long sign at a word's end may be missing. Later words of the kind are in no list, and left out.
"""

WORDS = "|".join(sorted((re.escape(word) for word in PLAINER), key=len, reverse=True))
UNEXPLAINED = re.compile(rf"(?<![{KANJI}ァ-ヺー（(])({WORDS})ー?(?![{KANJI}ァ-ヺー（(])")
KATAKANA = re.compile(r"[ァ-ヺー]{3,}")


def check(text: Text) -> Verdict:
    """A word by brackets is explained, and one that kanji join is part of a name."""
    blocks = [b for b in running(text) if KATAKANA.search(b["text"])]
    if not blocks:
        return inapplicable()
    found = [(b, match[1]) for b in blocks if (match := UNEXPLAINED.search(unquoted(b)))]
    explained = {m[1] for b in blocks for m in re.finditer(rf"({WORDS})ー?[（(]", b["text"])}
    found = [(b, word) for b, word in found if word not in explained]
    if not found:
        return passed()
    return failed(
        "found",
        [block for block, _ in found],
        examples=quoted(f"{word}」→「{PLAINER[word]}" for _, word in found),
    )
