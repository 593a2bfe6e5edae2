"""Words in statements that state the side of an amount, an unbooked row, or a total."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_IN: Final = """
c cr cr. credit credito crédito kredit k h haben in i incoming inflow received receipt deposit cb bij gutschrift
eingang abono ingreso haber entrata avere crédit recette bevétel jóváírás uznanie money paid income 收入 收 收款
已收入 贷 贷方 入账 转入 来账 存入 入 貸 入金 + приход зачисление пополнение
"""
_OUT: Final = """
d dr dr. db debit debito débito debet s soll out o outgoing outflow sent payment withdrawal af lastschrift
ausgang cargo debe uscita dare débit dépense kiadás terhelés obciążenie money paid expense 支出 支 付款 已支出
借 借方 出账 转出 往账 支取 出 出金 - − расход списание
"""
_PHRASES: Final = {"money in": 1, "paid in": 1, "money out": -1, "paid out": -1}
_SIDES: Final[dict[str, int]] = {
    **dict.fromkeys(_IN.casefold().split(), 1),
    **dict.fromkeys(_OUT.casefold().split(), -1),
    "paid": 0,
    "money": 0,
    **_PHRASES,
}
_NOT_BOOKED: Final = """
pending | authorised | authorized | authorisation | processing | in progress | in process | on hold | held
| scheduled | reverted | reversed (pending) | declined | failed | failure | cancelled | canceled | denied
| expired | rejected | refused | voided | void | unclaimed | blocked | not booked | unbooked | created
| incomplete | requires_payment_method | uncaptured | vorgemerkt | umsatz vorgemerkt | venter | offen
| ausstehend | storniert | abgelehnt | fehlgeschlagen | abgebrochen | in bearbeitung | geplant | in behandeling
| geweigerd | geannuleerd | gereserveerd | mislukt | en attente | refusé | annulé | échoué | en cours
| pendiente | rechazado | cancelado | anulado | pendente | in attesa | annullato | rifiutato | reserverad
| väntande | zablokovaná | blokace | oczekująca | odrzucona | függőben | elutasítva | 交易关闭 | 已关闭 | 关闭
| 等待付款 | 等待买家付款 | 待付款 | 待支付 | 未支付 | 交易失败 | 支付失败 | 付款失败 | 失败 | 处理中
| 交易处理中 | 已取消 | 交易取消 | 已撤销 | 冻结 | 交易已关闭 | 还款失败 | 已失效 | 提现失败 | 退款失败 | 支付中
| 待处理 | 提交成功 | в обработке | отклонено | отменено | отклонена | отменена | холд | hold | неуспешно
"""
_BOOKED: Final = """
completed | complete | posted | booked | book | settled | cleared | success | successful | succeeded | done
| paid | ok | final | processed | executed | available | confirmed | refunded | partially refunded | accepted
| approved | closed | active | umsatz gebucht | udført | bogført | utført | gebucht | ausgeführt | abgeschlossen
| erledigt | verwerkt | uitgevoerd | voltooid | geboekt | comptabilisé | exécuté | terminé | effectué
| completado | realizado | efectuado | concluído | contabilizzato | eseguito | bokförd | zaúčtováno
| zrealizowana | rozliczona | könyvelt | teljesült | 交易成功 | 支付成功 | 已转账 | 朋友已收钱 | 已存入零钱
| 已收钱 | 提现已到账 | 退款成功 | 等待确认收货 | 对方已收钱 | 已全额退款 | 成功 | 已完成 | 完成 | 还款成功
| 转账成功 | 付款成功 | 已支付 | 已到账 | 充值完成 | 充值成功 | 已入账 | 已付款 | 亲属卡交易成功 | 代付成功
| 交易完成 | 已支出 | 已收入 | 对方已退还 | 已退款 | 信用服务使用成功 | 放款成功 | 芝麻免押下单成功 | 解冻成功
| 提现成功 | 存入成功 | 入账成功 | 正常 | 转出成功 | 转入成功 | 支付完成 | 收款成功 | исполнено | выполнен
| выполнено | проведено | проведена | исполнен | успешно
"""
_TOTAL: Final = """
total | totals | grand total | sub total | subtotal | sum | sums | summe | gesamt | gesamtsumme | zwischensumme
| totaal | som | suma | somme | totale | totaux | totales | summa | összesen | celkem | razem | łącznie | итого
| всего | 合计 | 总计 | 小计 | 合计金额 | 人民币合计 | 总金额 | 汇总 | 本页合计 | 本页小计 | 收入合计 | 支出合计
| 本期合计 | 累计 | 合計 | 小計 | net change | number of transactions | anzahl | end of report | end of file
"""
_OPENING: Final = """
opening balance | beginning balance | starting balance | previous balance | balance brought forward
| brought forward | balance b/f | balance forward | alter kontostand | letzter kontostand | anfangssaldo
| anfangsbestand | eröffnungssaldo | saldovortrag | alter saldo | startsaldo | beginsaldo | vorig saldo
| solde initial | solde précédent | ancien solde | solde de départ | saldo inicial | saldo anterior
| saldo iniziale | saldo precedente | ingående saldo | nyitó egyenleg | počáteční zůstatek | saldo początkowe
| 期初余额 | 上期余额 | 上日余额 | 承前页 | 期初 | 上期結餘 | 前月繰越 | 繰越残高 | входящий остаток
"""
_CLOSING: Final = """
closing balance | ending balance | final balance | new balance | balance carried forward | carried forward
| balance c/f | ledger balance | neuer kontostand | kontostand | endsaldo | endbestand | schlusssaldo
| abschlusssaldo | neuer saldo | eindsaldo | nieuw saldo | solde final | nouveau solde | solde de clôture
| saldo final | saldo finale | saldo actual | utgående saldo | záró egyenleg | konečný zůstatek | saldo końcowe
| 期末余额 | 本期余额 | 本期结余 | 期末 | 过次页 | 本期結餘 | исходящий остаток
"""


def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" :.：*-=#")


def _set(text: str) -> frozenset[str]:
    return frozenset(_key(one) for one in text.split("|"))


_WORDS: Final = {
    "not booked": _set(_NOT_BOOKED),
    "booked": _set(_BOOKED),
    "total": _set(_TOTAL),
    "opening": _set(_OPENING),
    "closing": _set(_CLOSING),
}
_words_in = re.compile(
    r"退款|退货|还款|工资|薪|利息|结息|转入|收款|refund|salary|payroll|payment received|thank you|gutschrift"
    r"|erstattung|rimborso"
)
_words_out = re.compile(
    r"消费|扣款|取款|取现|购买|分期|\b(?:purchase|pos|atm|withdrawal|sales|kartenzahlung|lastschrift|visa|mastercard)\b"
)
_NEUTRAL: Final = frozenset(("不计收支", "/", "其他", "中性交易", "neutral", "", "-", "--", "非收支", "不计"))


@lru_cache(maxsize=20_000)
def side_of(text: str) -> int | None:
    """1 for money in, -1 for money out, None for any other word."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain in _SIDES:
        return _SIDES[plain] or None
    sides = {_SIDES[word] for word in re.split(r"[\s/]+", plain) if _SIDES.get(word)}
    return sides.pop() if len(sides) == 1 else None


def side_from_text(text: str) -> int:
    """The side suggested by the words of a movement: 1 in, -1 out, 0 unknown. Only a hint."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return bool(_words_in.search(plain)) - bool(_words_out.search(plain))


def is_neutral(text: str) -> bool:
    """Whether a wallet marks a row as neither income nor spending."""
    return text.strip() in _NEUTRAL


@lru_cache(maxsize=20_000)
def booked(text: str) -> bool | None:
    """Whether a row with this status is booked; None for an unknown status."""
    key = _key(text)
    if not key or key in _WORDS["booked"]:
        return True
    if key in _WORDS["not booked"]:
        return False
    bare = re.sub(r"[((].*", "", key).strip()
    if bare in _WORDS["booked"] or key.startswith(("已退款", "已全额退款", "已部分退款")):
        return True
    return False if bare in _WORDS["not booked"] else None


@lru_cache(maxsize=50_000)
def label_of(text: str) -> str:
    """`total`, `opening` or `closing` for a cell that labels such a figure, perhaps with a day; else empty."""
    key = _key(text)
    if not key or len(key) > 60:
        return ""
    bare = re.sub(r"(?:\b(?:vom|am|per|on|as of|at|op|au|al|del|on the)\b|[\d./:-])[\s\d./:-]*$", "", key).strip(" :(")
    bare = re.sub(r"[((][^()()]*[))]?$", "", bare).strip()
    for label in ("opening", "closing", "total"):
        if key in _WORDS[label] or bare in _WORDS[label]:
            return label
    return ""
