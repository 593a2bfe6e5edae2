"""The column names of banks and wallets, by role; likelier names of a role come first.

Names are compared without case, accents, blanks and punctuation. A currency at the end of a name is ignored.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from govern.tables.amounts import currencies_of

_WEST: Final = {
    "day": """
        completed date | day | date completed utc | date completed (utc) | booking date | bookingdate
        | posting date | date posted | post date | posted date | posted | entry date | date processed
        | buchungstag | buchungsdatum | buchung | boekdatum | datum verrekening | datum verrichting
        | boekingsdatum | bookdate | date operation | date de l'operation | dateop | date d'operation
        | date de comptabilisation | date comptable | fecha operacion | f. operacion | fecha de operacion
        | fecha contable | f. contable | fecha | data contabile | data operazione | data lancamento
        | data movimento | data mov. | data | bokforingsdag | bokforingsdatum | bogforingsdato | bokforingsdato
        | dato | bokfort | date | datum | dag | transaction date | transactiondate | trans date | trans. date
        | transactiedatum | transaktionsdatum | transaktionsdag | kaufdatum | belegdatum | umsatz getatigt am
        | created | created utc | created (utc) | created date | available on (utc) | started date
        | date started (utc) | created on | finished on | datetime | date/time | date time | timestamp
        | date transaction | verwerkingsdatum | uitvoeringsdatum | fecha movimiento | kirjauspaiva | kirjauspv
        | paivays | date of transaction | txn date | tran date | effective date | processed date | local date
        """,
    "value_day": """
        value date | value dat | valuedate | valuta | valutadatum | wertstellung | wertstellung valuta
        | wertstellungsdatum | wert | wertstellungstag | rentedatum | date valeur | date de valeur | dateval
        | fecha valor | f. valor | f.valor | data valuta | data valor | valuta datum | intrest date
        | interest date | rentedato | rantedag | valor date | transaction value date | arvopaiva
        """,
    "amount": """
        billing amount | booking amount | booked amount | buchungsbetrag | amount in account currency
        | account amount | umsatz | betrag | amount | transaction amount | amount gbp | bedrag
        | transactiebedrag | montant | montant de l'operation | montant en eur | importe | importe eur | importo
        | valor | valor (r$) | quantia | montante | belopp | belob | belopp sek | sum | paid amount
        | transaction amount (eur) | umsatz in eur | betrag in eur | betrag in chf | cad$ | usd$ | amount cad
        | kontobetrag | betrag kontowahrung | monto | movement | value | maara | bedrag euro
        | importe movimiento | einzelbetrag | amount (local) | saldo mutatie | amount in transaction currency
        | settlement amount | credit/debit amount | debit/credit amount | af/bij bedrag
        | amount credited/debited
        """,
    "debit": """
        debit | debits | debit amount | paid out | money out | withdrawal | withdrawals | withdrawal amt.
        | withdrawal amount | withdrawals amount | amount debited | spent | out | outgoing | outflow | soll
        | belastung | lastschrift | belastung in chf | betrag soll | sollbetrag | ausgang | ausgabe | ausgaben
        | debet | af | uitgaven | uit | debit eur | montant debit | depense | depenses | cargo | cargos | debe
        | gasto | addebito | addebiti | dare | uscite | uscita | debito | debitos | saidas | saida | utgift
        | uttag | ut fra konto | ut av konto | ud | ut | debit (gbp) | payments out | payment | charge | charges
        | debit amt | dr amount | withdrawal (dr) | debit transaction amount
        """,
    "credit": """
        credit | credits | credit amount | paid in | money in | deposit | deposits | deposit amt.
        | deposit amount | deposits amount | amount credited | received | in | incoming | inflow | haben
        | gutschrift | gutschrift in chf | betrag haben | habenbetrag | eingang | einnahme | einnahmen | bij
        | inkomsten | montant credit | recette | recettes | abono | abonos | haber | ingreso | ingresos
        | accredito | accrediti | avere | entrate | entrata | credito | creditos | entradas | insattning
        | inkomst | inn pa konto | ind | inn | credit (gbp) | payments in | receipts | credit amt | cr amount
        | deposit (cr) | credit transaction amount
        """,
    "direction": """
        af bij | af/bij | bij/af | debit/credit | credit/debit | debit or credit | d/c | dc | c/d | cd | dr/cr
        | cr/dr | drcr | crdr | d/k | s/h | soll/haben | haben/soll | soll haben kennzeichen | sh kennzeichen
        | kennzeichen | credit debit | debet/credit | credit/debet | debitcredit | sign | direction
        | debit credit indicator | transaction direction | sens | debe/haber | dare/avere | in/out
        | debet/kredit | debit credit | credit debit indicator | mutatie soort af/bij | transaction side
        | plus/minus | vorzeichen
        """,
    "fee": """
        fee | fees | fee amount | transaction fee | fee (eur) | gebuhr | gebuhren | entgelt | kosten | frais
        | comision | commissione | provisionsbetrag | hinweis zu gebuhren | source fee amount | avgift
        """,
    "gross": "gross | gross amount | brutto | bruttobetrag | brut | bruto | lordo | importe bruto",
    "net": "net | net amount | netto | nettobetrag | net (eur) | neto | netto bedrag | netto-betrag",
    "currency": """
        billing currency | booking currency | buchungswahrung | account currency | currency | currency code
        | ccy | curr | curr. | wahrung | waehrung | wahr. | whrg. | devise | munt | muntsoort | valuta code
        | divisa | moneda | moeda | currency name | settlement currency | currency (account) | valuutta
        | valutakod | kontowahrung | whg | wrg | transaction currency | currencycode | mutatie valuta
        """,
    "status": """
        status | state | transaction status | statut | estado | stato | umsatzstatus | booking status
        | payment status | buchungsstatus | situacao
        """,
    "name": """
        counterparty name | counteraccount name | naam tegenpartij | naam tegenrekening | tegenrekeninghouder
        | empfanger/zahlungspflichtiger | counterparty | name counterparty | counter party | contra name
        | beneficiary/payer | beguenstigter/zahlungspflichtiger | begunstigter/zahlungspflichtiger
        | begunstigter / auftraggeber | begunstigter/auftraggeber | auftraggeber/begunstigter
        | auftraggeber / begunstigter | auftraggeber/empfanger | empfanger/auftraggeber | empfanger | empfaenger
        | auftraggeber | name zahlungsbeteiligter | zahlungsbeteiligter | name des partners | partner name
        | partnername | partner | zahlungspartner | name | payee | payer or payee | payer/payee | handelaar
        | naam / omschrijving | naam/omschrijving | tegenpartij | tegenrekening houder | nom de la contrepartie
        | contrepartie | contrepartie nom | beneficiario | ordenante | beneficiario/ordenante | controparte
        | merchant | merchant name | card holder name | customer name | sender/receiver | debtor/creditor
        | auftraggeber/zahlungsempfanger | mottagare | avsandare/mottagare | target name | source name | from/to
        | nom | gegenpartei | customer | kreditor / auftraggeber name | counterpartyname | third party | navn
        | modtager | saaja/maksaja | from name | nombre | remitter/beneficiary
        """,
    "payer": """
        payer name | payer | zahlungspflichtige*r | zahlungspflichtiger | debtor | debtor name | sender
        | sender name | betaler
        """,
    "payee": """
        payee name | zahlungsempfanger*in | zahlungsempfanger | creditor | creditor name | beneficiary
        | beneficiary name | recipient | recipient name | ontvanger
        """,
    "text": """
        payment reference | what for | avisierungstext | vorgang/verwendungszweck | message for payee
        | message for me | verwendungszweck | description | transaction description | details
        | transaction details | particulars | remittance information | narrative | memo | text | omschrijving
        | omschrijving-1 | omschrijving-2 | omschrijving-3 | mededelingen | mededeling | toelichting
        | vrije mededeling | gestructureerde mededeling | libelle | libelle operation | nature de l'operation
        | detail de l'operation | detail | communication | communications | concepto | descripcion
        | observaciones | concepto ampliado | causale | descrizione | descrizione operazione
        | descrizione_completa | descricao | historico | meddelande | tekst | rubrik | beskrivning | message
        | notes | note | remarks | remark | narration | transaktionsbeschreibung | umsatztext | buchungsdetails
        | beschreibung | zahlungszweck | zahlungsgrund | zweck | bemerkung | info | information
        | reference and description | transaction remarks | transaction | payment details | subject | item title
        | label | further information | movimiento | payment description | payment information
        | nadere informatie | aanvullende informatie | viesti | selite | forklaring | beskrivelse
        | description 1 | description 2 | seller message | statement descriptor | transactieomschrijving
        | reason
        """,
    "type": """
        type | transaction type | buchungstext | umsatzart | umsatztyp | buchungsart | vorgang | mutatiesoort
        | transactiesoort | code | transaktionstyp | type of transaction | typ | category | kategorie
        | categorie | categoria | transaktionsart | soort | soort transactie | details type | mutatiecode
        """,
    "reference": """
        end-to-end id | end to end id | kundenreferenz (end-to-end) | kundenreferenz end to end | kundenreferenz
        | reference | reference number | reference no. | ref | ref. | ref no | referenz | referentie
        | transaction reference | transactiereferentie | betalingskenmerk | transaction id | transactionid
        | transferwise id | id | transaction number | buchungsreferenz | reference id | betaalreferentie
        | kenmerk | balance transaction source | source | check number | cheque number | chq./ref.no. | volgnr
        | bank reference | customer reference | referencia | referenznummer | zahlungsreferenz | mandatsreferenz
        | verification number
        """,
    "balance": """
        balance | running balance | account balance | balance after | balance after transaction
        | closing balance | book balance | ledger balance | saldo | saldo nach buchung | kontostand
        | saldo na mutatie | saldo na trn | saldo na boeking | saldo na transactie | nieuw saldo | solde
        | solde apres operation | saldo despues | saldo disponible | saldo contable | saldo posterior
        | saldo progressivo | saldo (r$) | kontosaldo | saldo efter | bokfort saldo | available balance
        | balance (gbp) | running bal. | saldo nach der buchung | resulting balance | balance amount
        | saldo in eur | rahan saldo | saldo final | current balance | saldo dopo
        """,
    "balance_before": "balance before | saldo voor mutatie | saldo voor boeking | opening balance | beginsaldo",
    "account": """
        auftragskonto | iban auftragskonto | iban auftraggeberkonto | auftraggeberkonto | iban kontoinhaber
        | konto | iban/bban | rekening | rekeningnummer | account | account number | compte | numero de compte
        | cuenta | conto | own account | own iban | kontonummer auftraggeber | iban rekening | accountnumber
        | eigen rekening | rekening iban | numero conto | umsatz getatigt von
        """,
    "ignore": """
        first bank card | card number | card no. | card id | kartennummer | bic | auftraggeber/zahlungsempfanger
        | bic (swift-code) | bankleitzahl | blz | bic tegenpartij | original amount | originalbetrag
        | betrag (fremdwahrung) | amount (foreign currency) | betrag ursprung | originalwahrung | fremdwahrung
        | local amount | local currency | exchange rate | wechselkurs | type foreign currency | tag | item #
        | exchange to | exchange from | exchange to amount | total fees | glaubiger-id | gegenkonto
        | tegenrekening | lastschrifteinreicher | tegenrekening iban/bban | kontonummer/iban
        | iban zahlungsbeteiligter | time | uhrzeit | category code | tax | total | converted amount
        | facilitator | source currency | balance currency | oorspr bedrag | koers
        """,
    "time": "time | uhrzeit | tijd | heure | hora | ora",
}
_EAST: Final = {
    "day": """
        datum provedeni | datum zauctovani | datum | datum operace | datum pohybu | data operacji
        | data ksiegowania | data transakcji | konyveles datuma | tranzakcio datuma | tranzakcio idopontja
        | erteknap datuma | datum knjizenja | datum transakcije | data inregistrarii | data tranzactiei
        | datum zauctovania
        """,
    "value_day": "datum valuty | data waluty | erteknap | datum zauctovani valuty | datum valute",
    "amount": """
        zauctovana castka | castka | objem | suma | kwota | kwota operacji | kwota transakcji
        | kwota w walucie rachunku | osszeg | tranzakcio osszege | iznos | suma tranzactie | castka v mene uctu
        """,
    "debit": "obciazenia | obciazenie | terheles | kiadas | debet | duguje | isplata | vydaj | vydaje",
    "credit": "uznania | uznanie | jovairas | bevetel | potrazuje | uplata | prijem | prijmy",
    "direction": "bevetel/kiadas | terheles vagy jovairas | terheles/jovairas | t/j | smer platby | debet/kredit",
    "fee": "poplatek | poplatky | prowizja | dij",
    "currency": "mena | mena uctu | waluta | devizanem | penznem | valuta | moneda | tranzakcio devizaneme",
    "status": "stav | stan | allapot",
    "name": """
        nazev protiuctu | nazov protiuctu | nazwa odbiorcy/nadawcy | nadawca / odbiorca | nadawca/odbiorca
        | dane kontrahenta | kontrahent | odbiorca | partner neve | partner | ellenoldali nev | naziv partnera
        | nume beneficiar/ordonator | nazwa nadawcy / odbiorcy
        """,
    "text": """
        zprava | zprava pro prijemce | zprava pro me | sprava pre prijemcu | poznamka | popis | popis transakce
        | tytul | tytul operacji | tytulem | opis operacji | opis transakcji | opis | szczegoly | kozlemeny
        | megjegyzes | reszletek | leiras | opis placanja | svrha | detalii | descriere
        """,
    "type": "kategorie transakce | typ transakce | typ operacji | rodzaj transakcji | tranzakcio tipusa | typ pohybu",
    "reference": "vs | variabilni symbol | referencni cislo | nr referencyjny | megbizas azonosito | identyfikator",
    "balance": """
        zustatek | zostatok | zustatek po pohybu | saldo po operacji | saldo po transakcji | egyenleg
        | konyvelt egyenleg | stanje | sold | zustatek po provedeni
        """,
    "account": "cislo uctu | rachunek | numer rachunku | szamlaszam | broj racuna | cont",
    "ignore": "puvodni castka | puvodni castka a mena | cislo protiuctu | partner szamlaszama | kartyaszam",
}
_OTHERS: Final = {
    "day": """
        记账日期 | 入账日期 | 记账日 | 银行记账日 | 入账日 | 记账时间 | 交易日期 | 交易日 | 交易时间
        | 交易创建时间 | 付款时间 | 交易成功时间 | 发生时间 | 日期 | 业务日期 | 时间 | 創建時間 | 创建时间
        | 下单时间 | 会计日期 | 交易发生日 | 支付时间 | 記帳日期 | 交易日期時間 | 日付 | 取引日 | お取引日
        | 年月日 | お取引年月日 | 거래일자 | 거래일시 | дата операции | дата проводки | дата транзакции
        | дата обработки | дата | дата платежа | дата создания | дата оплаты
        """,
    "value_day": "起息日 | 起息日期 | 最后修改时间 | дата валютирования",
    "amount": """
        记账金额 | 入账金额 | 入账币种/金额 | 人民币金额 | 实付金额 | 交易金额 | 金额 | 发生额 | 收支金额
        | 交易额 | 本次金额 | 收入/支出金额 | 收支 | 交易金额元 | 金额元 | 实际金额 | 交易数额 | 交易發生金額
        | 金額 | 取引金額 | 入出金(円) | 入出金 | 入出金額 | 거래금액 | сумма операции в валюте карты
        | сумма в валюте счета | сумма в валюте счёта | сумма платежа | сумма операции | сумма
        | сумма транзакции
        """,
    "debit": """
        记账金额(支出) | 支出金额 | 支出 | 交易金额(支出) | 借方发生额 | 借方金额 | 借方 | 借方发生额/元(支取)
        | 支取金额 | 取款金额 | 转出金额 | 付款金额 | 支出额 | 支出(元) | 支出金额(-元) | 借方发生额(支取)
        | 借方发生额(支出) | 支取 | 提款 | 出金額 | 出金 | お支払金額 | お引出し | 支払い金額 | 出金額(円)
        | 출금액 | 출금 | расход | списание | сумма списания | дебет | по дебету
        """,
    "credit": """
        记账金额(收入) | 收入金额 | 收入 | 交易金额(收入) | 贷方发生额 | 贷方金额 | 贷方 | 贷方发生额/元(收入)
        | 存入金额 | 存入 | 存款金额 | 转入金额 | 收款金额 | 收入额 | 收入(元) | 收入金额(+元)
        | 贷方发生额(收入) | 贷方发生额(存入) | 存款 | 入金額 | 入金 | お預入金額 | お預入れ | 預り金額
        | 入金額(円) | 입금액 | 입금 | приход | зачисление | поступление | сумма зачисления | кредит
        | по кредиту
        """,
    "direction": """
        收/支 | 收/支类型 | 收支类型 | 收支方向 | 借贷 | 借/贷 | 借贷标志 | 借贷标识 | 借贷方向 | 借贷状态
        | 收付标志 | 收付类型 | 收支标志 | 资金流向 | 借贷标记 | 收付款方向 | 来往账标志 | 借贷类型 | 交易方向
        | 钱款方向
        """,
    "fee": "手续费 | 服务费 | 服务费（元） | 手续费(元) | 費用 | комиссия",
    "gross": "交易总额",
    "net": "到账金额 | 净额 | 结算金额",
    "currency": """
        记账币种 | 入账货币 | 入账币种 | 币种 | 币别 | 货币 | 交易币种 | 交易货币 | 币种名称 | 幣別 | 通貨
        | 통화 | валюта счета | валюта счёта | валюта платежа | валюта | валюта операции
        """,
    "status": """
        交易状态 | 当前状态 | 状态 | 资金状态 | 订单状态 | 支付状态 | 处理状态 | 交易結果 | 상태 | статус
        | состояние
        """,
    "name": """
        交易对方 | 对方户名 | 对方账户名 | 对方名称 | 对方账户名称 | 对手信息 | 对方信息 | 商户名称
        | 对方单位名称 | 对方姓名 | 收(付)方名称 | 收付方名称 | 对方 | 对手方名称 | 交易对手 | 交易对手名称
        | 对方帐户名 | 对方户名/商户名 | 收款人/付款人 | 往来单位 | 交易对手信息 | 对方账号名称 | 對方戶名
        | お取引先 | 振込人名 | контрагент | наименование контрагента | получатель/отправитель | получатель
        | плательщик
        """,
    "payer": "付款人名称 | 付款人 | 付款方 | 付款方户名",
    "payee": "收款人名称 | 收款人 | 收款方 | 收款方户名",
    "text": """
        商品说明 | 商品名称 | 商品 | 交易说明 | 订单标题 | 附言 | 交易附言 | 用途 | 交易摘要 | 摘要 | 交易描述
        | 客户摘要 | 备注 | 说明 | 交易详情 | 个性化信息 | 摘要代码 | 交易用途 | 备注信息 | 摘要/附言 | 交易内容
        | 資料 | 說明 | 備註 | 入出金内容 | お取引内容 | 摘要内容 | 備考 | メモ | 적요 | описание
        | описание операции | назначение платежа | комментарий | сообщение
        """,
    "type": """
        交易类型 | 交易分类 | 类型 | 业务类型 | 交易名称 | 交易种类 | 交易方式 | 分类 | 业务摘要 | 交易渠道
        | 渠道 | 交易地点 | 交易场所 | 交易地点/附言 | категория | тип операции | вид операции
        """,
    "reference": """
        交易订单号 | 交易单号 | 交易号 | 订单号 | 交易流水号 | 流水号 | 日志号 | 凭证号 | 凭证号码 | 核心流水号
        | 商户单号 | 商家订单号 | 商户订单号 | 商家单号 | 业务单号 | 参考号 | номер документа | код авторизации
        | номер операции
        """,
    "balance": """
        余额 | 账户余额 | 本次余额 | 联机余额 | 交易后余额 | 账面余额 | 当前余额 | 余额(元) | 交易余额
        | 可用余额 | 餘額 | 取引後残高(円) | 取引後残高 | 差引残高 | 残高 | 拂込残高 | 거래후잔액 | 잔액
        | остаток | остаток средств | баланс | остаток на счете
        """,
    "account": """
        账号 | 卡号 | 帐号 | 本方账号 | 账户 | 查询账号 | 卡号末四位 | 卡号后四位 | 借记卡号 | 交易卡号
        | 本方账户 | номер счета | номер счёта
        """,
    "ignore": """
        订单金额 | 收/付款方式 | 支付方式 | 对方账号 | 对方卡号/账号 | 对方帐号 | 对方卡号 | 对方账户
        | 对方开户行 | 交易地金额 | 交易币种/金额 | 交易国家或地区简称 | 钞/汇 | 钞汇标志 | 序号 | 交易来源地
        | 网点名称 | 成功退款 | 成功退款（元） | бонусы | кэшбэк | mcc
        """,
    "time": "记账时间 | 交易时间点",
}

_LETTERS: Final = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "ß": "ss"})


def plain(name: str) -> str:
    """A name without case, accents, blanks and punctuation."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS))
    return "".join(one for one in apart if one.isalnum() or one in "#+").lstrip("#")


def _listed(tables: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, int]]]:
    for role, text in tables.items():
        for place, name in enumerate(text.split("|")):
            yield plain(name), (role, place)


_REGIONS: Final = {"west": dict(_listed(_WEST)), "east": dict(_listed(_EAST)), "others": dict(_listed(_OTHERS))}
_bracket = re.compile(r"[(\[（【]([^)\]）】]*)[)\]）】]")
_unit = re.compile(r"(?:\bin\s+|\s|/)(?P<unit>[A-Za-z]{3}|euros?|€|\$|£|元)\s*$", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def role_of(name: str) -> tuple[str, int] | None:
    """The role of a column name and its likelihood; None if the name is unknown."""
    for key in _keys(name):
        for names in (_REGIONS["others"], _REGIONS["west"], _REGIONS["east"]):
            if key in names:
                return names[key]
    return None


def _keys(name: str) -> Iterator[str]:
    """The variants of a name to look up: whole, without brackets, without a currency, and each of two languages."""
    whole = " ".join(unicodedata.normalize("NFKC", name).strip("\ufeff\"' \t").split())
    yield plain(whole)
    short = _bracket.sub("", whole).strip()
    yield plain(short)
    if (found := _unit.search(short)) and currencies_of(found["unit"]):
        yield plain(short[: found.start()])
    han = "".join(re.findall(r"[\u4e00-\u9fff/]+", short))
    if han and han != short:
        yield plain(han)
        yield plain(re.sub(r"[\u4e00-\u9fff]+", "", short))


def currency_in(name: str) -> tuple[str, ...]:
    """The currency in a column's name: `Betrag (EUR)`, `Amount CZK`, `金额(元)`."""
    whole = unicodedata.normalize("NFKC", name).strip()
    for text in (*_bracket.findall(whole), *(found["unit"] for found in [_unit.search(whole)] if found)):
        if named := currencies_of(text.strip()):
            return named
    return ()


def region_of(cell: str) -> str:
    """`east` for a column name in a Central European language, `west` for another language, else empty."""
    key = plain(cell)
    if not key:
        return ""
    western = key in _REGIONS["west"] or key in _REGIONS["others"]
    return "west" if western else "east" if key in _REGIONS["east"] else ""
