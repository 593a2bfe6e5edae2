"""Old ledgers to import: an invented, irregular one, and one published by a hackerspace."""

from typing import Final

# A foundation of our own making: semicolons, decimal commas, three ways to write a day, line breaks in quotes, reversed
# rows, three currencies, a current account that was overdrawn through the summer of 2023, and rows that move nothing.
MESSY: Final = """Datum;Konto;Gegenkonto;Betrag;Währung;Text;Beleg
04.01.2022;Girokonto;Eigenkapital:Vortrag;2.500,00;EUR;Übertrag aus 2021;B-001
17.01.2022;Girokonto;Einnahmen:Beiträge;1.240,00;EUR;"Beiträge Januar
(31 × 40 €)";B-002
2022-01-31;Girokonto;Ausgaben:Miete;-780,00;EUR;Miete Januar;B-003
28.2.22;Girokonto;Ausgaben:Miete;780,00-;EUR;Miete Februar;B-004
2022-03-03;Kasse;Girokonto;200,00;EUR;Bargeld geholt;B-005
2022-03-05;Kasse;Ausgaben:Material;(47,35);EUR;"Schrauben, ""M6"", Holz";B-006
2022-03-05;Kasse;Ausgaben:Material;-47,35;EUR;"Schrauben, ""M6"", Holz";B-006
2022-03-09;Kasse;Ausgaben:Material;47,35;EUR;STORNO B-006 (doppelt gebucht);B-007
;;;;;;
31.03.2022;Girokonto;Ausgaben:Miete;−780,00;EUR;Miete März;B-008
15.04.2022;Girokonto;Einnahmen:Spenden;350,00 €;EUR;Spende 王女士 感谢;B-009
20.04.2022;Barclays;Eigenkapital:Vortrag;£1,50;GBP;Opened with a pound fifty;B-010
02.05.2022;Barclays;Einnahmen:Spenden;12.000,00;GBP;Legacy of the late Mrs Ashdown;B-011
30.06.2022;Girokonto;Ausgaben:Versicherung;-1.112,40;EUR;=Haftpflicht 2022/23;B-012
01.07.2022;Girokonto;Ausgaben:Versicherung;1.112,40;EUR;Rücklastschrift B-012;B-013
08.07.2022;Girokonto;Ausgaben:Versicherung;-1.112,40;EUR;Haftpflicht 2022/23, zweiter Versuch;B-014
2022年10月1日;微信;Einnahmen:Spenden;8'888,88;CNY;国庆节募捐;B-015
2022年10月12日;微信;Ausgaben:Material;-3 400,00;CNY;灯笼 160 个;B-016
31.12.2022;Girokonto;Ausgaben:Gebühren;0,00;EUR;Kontoführung (erlassen);B-017
02.01.2023;Barclays;Wechsel;-4.000,00;GBP;Exchanged at 1.1275;B-018
02.01.2023;Girokonto;Wechsel;4.510,00;EUR;Exchanged at 1.1275;B-018
16.01.2023;Girokonto;Einnahmen:Beiträge;1.320,00;EUR;Beiträge Januar;B-019
14.03.2023;Girokonto;Ausgaben:Dach;-6.250,00;EUR;Dachdecker, Anzahlung;B-020
28.04.2023;Girokonto;Ausgaben:Dach;-3.125,00;EUR;Dachdecker, zweite Rate (Zuschuss noch nicht da);B-021
30.05.2023;Girokonto;Ausgaben:Gebühren;-31,17;EUR;Überziehungszinsen;B-022
12.06.2023;Girokonto;Einnahmen:Spenden;250,00;EUR;Spende;B-023
12.06.2023;Girokonto;Einnahmen:Spenden;-250,00;EUR;Rückgabe der Spende B-023;B-024
03.08.2023;Girokonto;Einnahmen:Zuschuss;7.500,00;EUR;Zuschuss der Stadt;B-025
04.08.2023;Girokonto;Ausgaben:Dach;-3.125,00;EUR;Dachdecker, Schlussrate;B-026
01.09.2023;Sparbuch;Girokonto;500,00;EUR;Rücklage;B-027
29.12.2023;Sparbuch;Einnahmen:Zinsen;3,13;EUR;Zinsen;B-028
Summe;;;;;;
30.01.2024;Girokonto;Einnahmen:Beiträge;1.400,00;EUR;Beiträge Januar;B-029
29.02.2024;Girokonto;Ausgaben:Miete;-820,00;EUR;"Miete Februar;
ab hier erhöht";B-030
11.11.2025;Girokonto;Ausgaben:Material;-1.024,43;EUR;Laternen;B-031
"""
MESSY_BALANCES: Final = {"Girokonto": "292.00", "Kasse": "152.65", "Sparbuch": "503.13"}

# South Side Hackerspace: Chicago publishes its ledger; after each row the bank's balance stood in the description.
# From github.com/sshchicago/finances, fy2012.dat and the beginning of fy2013.dat, descriptions shortened.
HACKERSPACE: Final = """date,contra,amount,published,text
2012-08-20,Revenue:Cash,100.00,100,Deposit
2012-08-20,Revenue:Cash,95.00,195,Deposit
2012-09-21,Expenses:Administrative:PayPal,0.17,195.17,ACH credit
2012-09-21,Expenses:Administrative:PayPal,0.04,195.21,ACH credit
2012-09-21,Expenses:Administrative:PayPal,-0.21,195,ACH debit
2012-11-23,Revenue:MemberDues,337.87,532.87,ACH credit
2012-11-28,Revenue:MemberDues,154.46,687.33,ACH credit
2012-12-03,Expenses:Projects:Buildout,-151.27,536.06,Check card purchase
2013-06-05,Revenue:MemberDues,"1,000.00",1536.06,ACH credit
2013-06-07,Revenue:MemberDues,"1,000.00",2536.06,ACH credit
2013-07-02,Revenue:MemberDues,"1,600.00",4136.06,ACH credit
2013-07-05,Expenses:Rent,"-2,000.00",2136.06,Check 000
2013-07-17,Expenses:Rent,"-1,000.00",1136.06,Check 1002
2013-07-19,Revenue:MemberDues,683.71,1819.77,ACH credit
2013-07-26,Revenue:MemberDues,280.09,2099.86,ACH credit
2013-07-30,Expenses:Supplies:MemberKeys,-38.41,2061.45,Check card purchase
2013-08-02,Expenses:Rent,"-1,000.00",1061.45,Check 000
2013-08-07,Revenue:MemberDues,685.51,1746.96,ACH credit
2013-08-21,Revenue:MemberDues,419.47,2166.43,ACH credit
2013-08-29,Expenses:Rent,"-1,000.00",1166.43,Check 7001
2013-09-06,Revenue:MemberDues,869.10,2035.53,ACH credit
2013-09-24,Expenses:Projects:Buildout,-543.61,1491.92,Check card purchase
2013-09-24,Expenses:Projects:Buildout,-35.46,1456.46,Check card purchase
2013-09-25,Revenue:MemberDues,666.39,2122.85,ACH credit
2013-09-27,Expenses:Projects:Buildout,-29.99,2092.86,Check card purchase
2013-09-30,Expenses:Projects:Buildout,36.59,2129.45,Check card credit
2013-10-01,Expenses:Rent,"-1,000.00",1129.45,Check 7002
2013-10-01,Expenses:Projects:Buildout,-188.67,940.78,Check card purchase
2013-10-04,Revenue:MemberDues,300.00,1240.78,ACH credit
2013-10-08,Expenses:Administrative:AmazonWebServices,-0.52,1240.26,Check card purchase
"""
