BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'minna','0001_first','2026-11-30 22:51:38.355026+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'minna','0002_pause','2026-11-30 22:51:38.360524+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'minna','0003_touches','2026-11-30 22:51:38.368287+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'minna','0004_places','2026-11-30 22:51:38.370145+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'minna','0005_method','2026-11-30 22:51:38.371922+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'minna','0006_losses','2026-11-30 22:51:38.377197+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'minna','0007_frames','2026-11-30 22:51:38.379043+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'minna','0008_sketches','2026-11-30 22:51:38.380743+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'minna','0009_classes','2026-11-30 22:51:38.382386+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'minna','0010_agents','2026-11-30 22:51:38.384195+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'minna','0011_visit','2026-11-30 22:51:38.386745+00:00');
INSERT INTO "_sqlite_migrations" VALUES(12,'minna','0012_scored','2026-11-30 22:51:38.388643+00:00');
INSERT INTO "_sqlite_migrations" VALUES(13,'minna','0013_reasons','2026-11-30 22:51:38.390334+00:00');
CREATE TABLE "agentcomparison" (
   "run" TEXT,
   "site" TEXT,
   "status" TEXT,
   "pages" INTEGER,
   "level" REAL,
   "reason" TEXT,
   "url" TEXT,
   "visits" INTEGER,
   "p_value" REAL,
   "within" REAL,
   "between" REAL,
   PRIMARY KEY ("run", "site")
);
INSERT INTO "agentcomparison" VALUES('20261123T000000Z','000001','alike',3,0.05,'','',0,NULL,NULL,NULL);
CREATE TABLE "agentvisit" (
   "run" TEXT,
   "site" TEXT,
   "url" TEXT,
   "number" INTEGER,
   "agent" TEXT,
   "outcomes" BLOB,
   PRIMARY KEY ("run", "site", "url", "number")
);
INSERT INTO "agentvisit" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html',0,'own',X'28B52FFD200F7900007B22737461747573223A226F6B227D');
CREATE TABLE "asked" (
   "run" TEXT,
   "host" TEXT,
   "began" REAL,
   "ended" REAL,
   "slot" TEXT,
   "by" TEXT,
   "bytes" INTEGER,
   PRIMARY KEY ("run", "host", "began")
);
INSERT INTO "asked" VALUES('20261123T000000Z','www.town0.example.jp',1.5,2.5,'192.0.2.1','crawler',900);
CREATE TABLE "card" (
   "criterion" TEXT,
   "impact" TEXT,
   "title" TEXT,
   "passed" TEXT,
   "failed" TEXT,
   "fix" TEXT,
   "level" TEXT,
   "certainty" TEXT,
   "pillar" TEXT,
   "replaces" TEXT,
   "whole_page" INTEGER,
   "touches" INTEGER,
   "about" TEXT,
   "more" TEXT,
   "scope" TEXT,
   "id" TEXT,
   "run" TEXT,
   PRIMARY KEY ("run", "id")
);
INSERT INTO "card" VALUES('1.4.3','serious','{"ja": "文字と背景のコントラスト", "en": "Contrast of text"}','{"ja": "文字は背景から見分けられます", "en": "Text stands out"}','{"low": {"ja": "{count} か所で文字と背景のコントラストが足りません（例 {ratio}:1）", "en": "Text has too little contrast in {count} places (such as {ratio}:1)"}, "image": {"ja": "{count} か所は背景が画像のため判断できません", "en": "{count} places lie on images"}}','{"ja": "文字色を濃くするか、背景を薄くします。", "en": "Make the text darker or the background lighter."}','AA','certain','access','[]',0,0,'{"ja": "弱視の人や、屋外で画面を見る人が読めません。", "en": "People with low vision cannot read it."}','','scored','text-contrast','20261123T000000Z');
INSERT INTO "card" VALUES('3.1.1','serious','{"ja": "ページの言語", "en": "Language of the page"}','{"ja": "言語が示されています", "en": "The language is named"}','{"odd": {"ja": "言語の指定「{lang}」は正しくありません", "en": "“{lang}” is not the name of a language"}}','{"ja": "html要素に lang=\"ja\" を付けます。", "en": "Put lang=\"ja\" on the html element."}','A','certain','access','[]',1,0,'{"ja": "読み上げの発音が誤ります。", "en": "Screen readers pronounce the page wrongly."}','','scored','page-language','20261123T000000Z');
INSERT INTO "card" VALUES('1.3.2','moderate','{"ja": "単語の途中の空白", "en": "Spaces inside words"}','{"ja": "単語の途中に空白がありません", "en": "Words are whole"}','{"spaced": {"ja": "{count} か所で単語の途中に空白があります", "en": "{count} words have spaces inside"}}','{"ja": "空白を削り、字間はCSSで調整します。", "en": "Take the spaces out; space letters with CSS."}','A','likely','access','[]',0,0,'{}','','scored','word-spaces','20261123T000000Z');
INSERT INTO "card" VALUES('1.4.10','serious','{"ja": "横スクロール", "en": "Sideways scrolling"}','{"ja": "横にスクロールせずに読めます", "en": "No sideways scrolling"}','{"wide": {"ja": "幅320pxで横スクロールが必要です", "en": "The page scrolls sideways at 320 px"}}','{"ja": "幅を固定しないようにします。", "en": "Do not fix widths."}','AA','certain','access','[]',1,0,'{}','','other_edition','reflow','20261123T000000Z');
INSERT INTO "card" VALUES('','minor','{"ja": "更新日の表示", "en": "Date of last update"}','{"ja": "更新日があります", "en": "A date is shown"}','{"missing": {"ja": "更新日が見当たりません", "en": "No date of last update was found"}}','{"ja": "本文の近くに更新日を示します。", "en": "Show the date near the text."}','','certain','trust','[]',0,0,'{}','','advice','update-date','20261123T000000Z');
INSERT INTO "card" VALUES('3.2.3','moderate','{"ja": "メニューの並び順", "en": "The order of menus"}','{"ja": "メニューは同じ順番です", "en": "Menus keep their order"}','{"order": {"ja": "メニューの順番が{count}ページで違います", "en": "A menu is in another order on {count} pages"}}','{"ja": "順番をそろえます。", "en": "Keep one order."}','AA','likely','access','[]',0,0,'{}','','scored','menu-order','20261123T000000Z');
INSERT INTO "card" VALUES('2.4.2','moderate','{"ja": "ページごとのタイトル", "en": "Titles that differ"}','{"ja": "タイトルはページごとに違います", "en": "Titles differ"}','{}','{"ja": "変えます。", "en": "Change them."}','A','likely','access','[]',0,0,'{}','','scored','titles','20261123T000000Z');
INSERT INTO "card" VALUES('1.1.1','critical','{"ja": "画像の代替テキスト", "en": "Text alternatives of images"}','{"ja": "画像に代替テキストがあります", "en": "Images have text alternatives"}','{"missing": {"ja": "{count} 個の画像に代替テキストがありません", "en": "{count} images have no text alternative"}}','{"ja": "画像の内容を alt 属性に短く書きます。飾りの画像は alt=\"\" とします。", "en": "Say what the image shows in its alt attribute; give decoration an empty one."}','A','certain','access','[]',0,1,'{"ja": "画面を見ずに読み上げで利用する人に、画像の内容が伝わりません。", "en": "People who listen to the page do not learn what the image shows."}','https://www.w3.org/WAI/WCAG22/Understanding/non-text-content','scored','image-text','20261123T000000Z');
CREATE TABLE "evidence" (
   "run" TEXT,
   "site" TEXT,
   "url" TEXT,
   "viewport" TEXT,
   "status" TEXT,
   "reason" TEXT,
   "final_url" TEXT,
   "http_status" INTEGER,
   "title" TEXT,
   "seen_at" TEXT,
   "seconds" REAL,
   "resized" INTEGER,
   "facts" BLOB,
   "errors" TEXT,
   PRIMARY KEY ("run", "site", "url", "viewport")
);
INSERT INTO "evidence" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','desktop','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','phone','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','desktop','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','phone','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','desktop','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','phone','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','desktop','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','phone','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','desktop','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','phone','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','desktop','ok','','',NULL,'','',0.0,0,X'28B52FFD20021100007B7D','{}');
INSERT INTO "evidence" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','phone','ok','','',NULL,'','2026-11-23T02:00:00+00:00',0.0,0,X'28B52FFD201DE900007B2270616765735F6F776E223A5B22E697A5222C7B226E223A317D5D7D','{"axe": "timeout"}');
CREATE TABLE "finding" (
   "run" TEXT,
   "site" TEXT,
   "url" TEXT,
   "viewport" TEXT,
   "check" TEXT,
   "message" TEXT,
   "outcome" TEXT,
   "impact" TEXT,
   "certainty" TEXT,
   "count" INTEGER,
   "nodes" TEXT,
   "snippets" TEXT,
   "data" TEXT,
   "boxes" TEXT,
   "scored" INTEGER,
   PRIMARY KEY ("run", "site", "url", "viewport", "check", "message")
);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','phone','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n0 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','phone','page-language','odd','failed','serious','certain',1,'["html"]','["<html lang=\"japan\">"]','{"lang": "japan"}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','phone','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','phone','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','phone','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','phone','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','desktop','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n0 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','desktop','page-language','odd','failed','serious','certain',1,'["html"]','["<html lang=\"japan\">"]','{"lang": "japan"}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','desktop','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','desktop','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','desktop','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','desktop','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','phone','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n1 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','phone','page-language','odd','failed','serious','certain',1,'["html"]','["<html lang=\"japan\">"]','{"lang": "japan"}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','phone','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','phone','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','phone','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','phone','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','desktop','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n1 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','desktop','page-language','odd','failed','serious','certain',1,'["html"]','["<html lang=\"japan\">"]','{"lang": "japan"}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','desktop','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','desktop','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','desktop','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','desktop','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','phone','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n2 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','phone','page-language','odd','failed','serious','certain',1,'["html"]','["<html lang=\"japan\">"]','{"lang": "japan"}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','phone','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','phone','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','phone','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','phone','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','desktop','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n2 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','desktop','page-language','odd','failed','serious','certain',1,'["html"]','["<html lang=\"japan\">"]','{"lang": "japan"}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','desktop','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','desktop','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','desktop','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','desktop','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','phone','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n0 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','phone','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','phone','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','phone','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','phone','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','desktop','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n0 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','desktop','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','desktop','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','desktop','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','desktop','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','phone','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n1 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','phone','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','phone','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','phone','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','phone','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','desktop','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n1 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','desktop','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','desktop','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','desktop','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','desktop','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','phone','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n2 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','phone','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','phone','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','phone','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','phone','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','desktop','text-contrast','low','failed','serious','certain',4,'["#header > nav a", "#n2 p"]','["<a href=\"/kurashi/\">くらし・手続き</a>", "<p>お知らせ</p>"]','{"ratio": 3.2}','[]',1);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','desktop','text-contrast','image','cantTell','serious','review',2,'[".hero p"]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','desktop','word-spaces','spaced','failed','moderate','likely',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','desktop','reflow','wide','failed','serious','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','desktop','update-date','missing','failed','minor','certain',1,'[]','[]','{}','[]',0);
INSERT INTO "finding" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/','site','menu-order','order','failed','moderate','certain',1,'[]','[]','{"places": [{"url": "https://www.town1.example.jp/1.html", "text": "<script>alert(1)</script>=1+1"}]}','[]',0);
CREATE TABLE "frame" (
   "run" TEXT,
   "site" TEXT,
   "status" TEXT,
   "reason" TEXT,
   "pages" INTEGER,
   "documents" INTEGER,
   "capped" TEXT,
   "requests" INTEGER,
   "bytes" INTEGER,
   "seconds" REAL,
   "pause" REAL,
   "listed" INTEGER,
   "at_least" INTEGER,
   "traps" TEXT,
   PRIMARY KEY ("run", "site")
);
INSERT INTO "frame" VALUES('20261123T000000Z','000002','ok','',812,120,'',0,0,0.0,0.0,0,NULL,'{}');
INSERT INTO "frame" VALUES('20261123T000000Z','000001','ok','',812,120,'',0,0,0.0,2.0,7,40,'{}');
CREATE TABLE "gap" (
   "run" TEXT,
   "group" TEXT,
   "measure" TEXT,
   "value" REAL,
   "low" REAL,
   "high" REAL,
   "sites" INTEGER,
   PRIMARY KEY ("run", "group", "measure")
);
INSERT INTO "gap" VALUES('20261123T000000Z','all','mean',68.1,66.9,69.3,-4);
INSERT INTO "gap" VALUES('20261123T000000Z','all','p90_p10',38.4,33.1,43.7,-4);
INSERT INTO "gap" VALUES('20261123T000000Z','all','sd',14.9,12.8,17.1,-4);
INSERT INTO "gap" VALUES('20261123T000000Z','all','sites_below_60',0.29,0.21,0.37,-4);
INSERT INTO "gap" VALUES('20261123T000000Z','all','residents_below_60',0.234,0.16,0.31,-4);
CREATE TABLE "index" (
   "run" TEXT,
   "site" TEXT,
   "audience" TEXT,
   "access" REAL,
   "access_low" REAL,
   "access_high" REAL,
   "task" REAL,
   "mobile" REAL,
   "trust" REAL,
   "value" REAL,
   "low" REAL,
   "high" REAL,
   "se" REAL,
   "missing" TEXT,
   PRIMARY KEY ("run", "site", "audience")
);
INSERT INTO "index" VALUES('20261123T000000Z','000001','citizens',100.0,98.0,100.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'["task", "mobile", "trust"]');
INSERT INTO "index" VALUES('20261123T000000Z','000001','businesses',100.0,98.0,100.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'["task", "mobile", "trust"]');
INSERT INTO "index" VALUES('20261123T000000Z','000002','citizens',68.65,66.65,68.65,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'["task", "mobile", "trust"]');
INSERT INTO "index" VALUES('20261123T000000Z','000002','businesses',68.65,66.65,68.65,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'["task", "mobile", "trust"]');
CREATE TABLE "judged" (
   "run" TEXT,
   "site" TEXT,
   "url" TEXT,
   "viewport" TEXT,
   "passed" TEXT,
   "failed" TEXT,
   "cant_tell" TEXT,
   "inapplicable" TEXT,
   "untested" TEXT,
   PRIMARY KEY ("run", "site", "url", "viewport")
);
INSERT INTO "judged" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/','site','["menu-order", "titles"]','[]','[]','[]','[]');
INSERT INTO "judged" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/','site','["titles"]','["menu-order"]','[]','[]','[]');
CREATE TABLE "loss" (
   "run" TEXT,
   "site" TEXT,
   "by" TEXT,
   "check" TEXT,
   "group" TEXT,
   "loss" REAL,
   "pages" INTEGER,
   "value" REAL,
   "low" REAL,
   "high" REAL,
   "se" REAL,
   "rank" REAL,
   "rank_low" INTEGER,
   "rank_high" INTEGER,
   PRIMARY KEY ("run", "site", "by", "check", "group")
);
INSERT INTO "loss" VALUES('20261123T000000Z','000002','kind','text-contrast','low',1.88099999999999951683e+01,12,8.3698000000000007505e+01,8.16980000000000075068e+01,8.56980000000000075033e+01,1.0,4.0,2,7);
INSERT INTO "loss" VALUES('20261123T000000Z','000002','kind','image-text','missing',12.54,12,78.682,76.682,80.682,1.0,4.0,2,7);
INSERT INTO "loss" VALUES('20261123T000000Z','000002','part','','header',2.19449999999999931796e+01,12,86.206,84.206,88.206,1.0,4.0,2,7);
INSERT INTO "loss" VALUES('20261123T000000Z','000002','part','','own',9.40499999999999758415e+00,12,76.174,74.174,78.174,1.0,4.0,2,7);
CREATE TABLE "mark" (
   "run" TEXT,
   "site" TEXT,
   "url" TEXT,
   "part" TEXT,
   "stratum" TEXT,
   "score" REAL,
   "low" REAL,
   "load" REAL,
   "blocking" INTEGER,
   "clean" INTEGER,
   "viewport" TEXT,
   PRIMARY KEY ("run", "site", "url")
);
INSERT INTO "mark" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','key','a',85.0,81.0,1.0,0,0,'phone');
INSERT INTO "mark" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','key','a',85.0,81.0,1.0,0,0,'phone');
INSERT INTO "mark" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','key','a',85.0,81.0,1.0,0,0,'phone');
INSERT INTO "mark" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','key','a',85.0,81.0,1.0,0,0,'phone');
INSERT INTO "mark" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','key','a',85.0,81.0,1.0,0,0,'phone');
INSERT INTO "mark" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','key','a',85.0,81.0,2.5,0,0,'phone');
CREATE TABLE "outside" (
   "run" TEXT,
   "site" TEXT,
   "url" TEXT,
   "text" TEXT,
   "seen_on" TEXT,
   PRIMARY KEY ("run", "site", "url")
);
INSERT INTO "outside" VALUES('20261123T000000Z','000001','https://other.example/','よそ','https://www.town0.example.jp/0.html');
CREATE TABLE "page" (
   "run" TEXT,
   "site" TEXT,
   "url" TEXT,
   "state" TEXT,
   "reason" TEXT,
   "depth" INTEGER,
   "found_by" TEXT,
   "also_by" TEXT,
   "final_url" TEXT,
   "status" INTEGER,
   "content_type" TEXT,
   "bytes" INTEGER,
   "title" TEXT,
   "text_hash" TEXT,
   "gist" TEXT,
   "sketch" TEXT,
   "skeleton" TEXT,
   "role" TEXT,
   "role_evidence" TEXT,
   "part" TEXT,
   "order" INTEGER,
   "stratum" TEXT,
   "probability" REAL,
   PRIMARY KEY ("run", "site", "url")
);
INSERT INTO "page" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/1.html','fetched','',0,'start','','',200,'',0,'くらしの案内 1','','','','','contact','','key',2,'',NULL);
INSERT INTO "page" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/2.html','fetched','',0,'start','','',200,'',0,'<script>alert(1)</script>=1+1','','','','','disaster','','key',3,'',NULL);
INSERT INTO "page" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/0.html','fetched','',0,'start','','',200,'',0,'くらしの案内 0','','','','','home','','key',1,'',NULL);
INSERT INTO "page" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/1.html','fetched','',0,'start','','',200,'',0,'くらしの案内 1','','','','','contact','','key',2,'',NULL);
INSERT INTO "page" VALUES('20261123T000000Z','000002','https://www.town1.example.jp/2.html','fetched','',0,'start','','',200,'',0,'<script>alert(1)</script>=1+1','','','','','disaster','','key',3,'',NULL);
INSERT INTO "page" VALUES('20261123T000000Z','000001','https://www.town0.example.jp/0.html','fetched','',0,'link','sitemap','',200,'',0,'くらしの案内 0','t1','g1','','00000000000000ff','home','','key',1,'a',0.25);
CREATE TABLE "picture" (
   "run" TEXT,
   "site" TEXT,
   "check" TEXT,
   "message" TEXT,
   "url" TEXT,
   "viewport" TEXT,
   "selector" TEXT,
   "box" TEXT,
   "width" INTEGER,
   "height" INTEGER,
   "image" BLOB,
   PRIMARY KEY ("run", "site", "check", "message")
);
INSERT INTO "picture" VALUES('20261123T000000Z','000001','text-contrast','low','https://www.town0.example.jp/','phone','#header > nav a','[24, 24, 252, 52]',300,100,X'524946461A000000574542505650384C0D0000002F00000010071011118888FE0700');
INSERT INTO "picture" VALUES('20261123T000000Z','000002','text-contrast','low','https://www.town1.example.jp/','phone','#header > nav a','[24, 24, 252, 52]',300,100,X'524946461A000000574542505650384C0D0000002F00000010071011118888FE0700');
CREATE TABLE "rank" (
   "run" TEXT,
   "site" TEXT,
   "group" TEXT,
   "rank" REAL,
   "low" INTEGER,
   "high" INTEGER,
   "of" INTEGER,
   "alike" INTEGER,
   "tie" REAL,
   "sure_low" INTEGER,
   "sure_high" INTEGER,
   PRIMARY KEY ("run", "site", "group")
);
INSERT INTO "rank" VALUES('20261123T000000Z','000002','all',2.0,1,2,2,1,0.0,0,0);
INSERT INTO "rank" VALUES('20261123T000000Z','000001','peer:city/10000-50000',1.0,1,1,1,0,0.0,0,0);
INSERT INTO "rank" VALUES('20261123T000000Z','000001','pref:東見県',1.0,1,1,1,0,0.0,0,0);
INSERT INTO "rank" VALUES('20261123T000000Z','000002','peer:town/10000-50000',1.0,1,1,1,0,0.0,0,0);
INSERT INTO "rank" VALUES('20261123T000000Z','000002','pref:西見県',1.0,1,1,1,0,0.0,0,0);
INSERT INTO "rank" VALUES('20261123T000000Z','000001','all',1.0,1,2,2,1,1.5,1,2);
CREATE TABLE "run" (
   "id" TEXT PRIMARY KEY,
   "started" TEXT,
   "finished" TEXT,
   "kind" TEXT,
   "registry" TEXT,
   "seed" INTEGER,
   "settings" TEXT,
   "versions" TEXT
);
INSERT INTO "run" VALUES('20261123T000000Z','2026-11-23T01:00:00+00:00','2026-11-24T09:30:00+00:00','survey','a1b2c3d4e5f6',7,'{"pause": 1.0, "contact": "https://example.org/minna", "allow_private": false, "crawl_pages": 300, "crawl_depth": 8, "crawl_bytes": 3000000, "crawl_seconds": 1800.0, "pages": 40, "documents": 0, "sample_from": "", "viewports": null, "gatherers": null, "touch": null, "read_images": false, "pictures": true, "plain": false, "tab_reuse": null, "spare_axe": null, "page_mb": null, "block": [], "plain_agent": false, "cores": null, "process_mb": null, "browser_mb": null, "sites_per_browser": null, "one_load": false, "profile": null}','{"minna": "0.1.0", "method": "1.0.0", "axe-core": "4.14.1", "chromium": "Chromium 142.0"}');
CREATE TABLE "score" (
   "run" TEXT,
   "site" TEXT,
   "status" TEXT,
   "reason" TEXT,
   "value" REAL,
   "low" REAL,
   "high" REAL,
   "se" REAL,
   "key_mean" REAL,
   "random_mean" REAL,
   "lower_bound" REAL,
   "key_pages" INTEGER,
   "random_pages" INTEGER,
   "failed_pages" INTEGER,
   "frame_pages" INTEGER,
   "blocking_pages" INTEGER,
   "blocking_low" REAL,
   "blocking_high" REAL,
   "problem_pages" INTEGER,
   "problem_low" REAL,
   "problem_high" REAL,
   "p10" REAL,
   "band" TEXT,
   "borderline" INTEGER,
   "profile" TEXT,
   "method" TEXT,
   "rules" TEXT,
   "frame" TEXT,
   "outlook" REAL,
   "outlook_low" REAL,
   "outlook_high" REAL,
   "visit" REAL,
   "visit_low" REAL,
   "visit_high" REAL,
   "like_size" REAL,
   "lower_tier" REAL,
   PRIMARY KEY ("run", "site")
);
INSERT INTO "score" VALUES('20261123T000000Z','000002','ok','',68.65,66.15,71.15,1.25,70.65,66.65,6.26500000000000056843e+01,6,6,1,812,1,0.05,0.4,1,0.1,0.7,4.86500000000000056834e+01,'C',0,'jis2016-aa','1.0.0','','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "score" VALUES('20261123T000000Z','000001','ok','',100.0,98.5,100.0,0.75,102.0,98.0,94.0,6,6,1,812,0,0.05,0.4,0,0.1,0.7,80.0,'A',1,'jis2016-aa','1.0.0','r','f',90.5,88.0,93.0,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE "shift" (
   "run" TEXT,
   "choice" TEXT,
   "mean" REAL,
   "p95" REAL,
   "correlation" REAL,
   "sites" INTEGER,
   PRIMARY KEY ("run", "choice")
);
INSERT INTO "shift" VALUES('20261123T000000Z','half_load 10',1.5,4.0,0.98,2);
CREATE TABLE "site" (
   "run" TEXT,
   "code" TEXT,
   "name" TEXT,
   "url" TEXT,
   "country" TEXT,
   "kana" TEXT,
   "pref" TEXT,
   "region" TEXT,
   "type" TEXT,
   "population" INTEGER,
   "lat" REAL,
   "lng" REAL,
   "fiscal_strength" REAL,
   "extra" TEXT,
   PRIMARY KEY ("run", "code")
);
INSERT INTO "site" VALUES('20261123T000000Z','000001','朝霧新市','https://www.town0.example.jp/','jp','','東見県','','city',2000,NULL,NULL,NULL,'{}');
INSERT INTO "site" VALUES('20261123T000000Z','000002','岩瀬新町','https://www.town1.example.jp/','jp','','西見県','','town',39000,NULL,NULL,NULL,'{}');
CREATE TABLE "tier" (
   "run" TEXT,
   "group" TEXT,
   "status" TEXT,
   "sites" INTEGER,
   "perfect" INTEGER,
   "dip" REAL,
   "dip_p" REAL,
   "silverman_p" REAL,
   "delta_bic" REAL,
   "ashman_d" REAL,
   "smaller_share" REAL,
   "valley" REAL,
   "antimode" REAL,
   "lower_mean" REAL,
   "upper_mean" REAL,
   "after_size" TEXT,
   "after_vendor" TEXT,
   "residents_lower" REAL,
   "decided" TEXT,
   "sites_gain" REAL,
   "checks_gain" REAL,
   "latent_d" REAL,
   "latent_share" REAL,
   "shape_p" REAL,
   "apart_check" TEXT,
   "apart_vendor" TEXT,
   "latent_after_size" TEXT,
   "latent_after_vendor" TEXT,
   PRIMARY KEY ("run", "group")
);
INSERT INTO "tier" VALUES('20261123T000000Z','all','S0',-4,1,0.03,0.61,0.33,-4.0,1.2,0.3,NULL,NULL,NULL,NULL,'','',NULL,'',NULL,NULL,NULL,NULL,NULL,'','','','');
INSERT INTO "tier" VALUES('20261123T000000Z','type:city','',9,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','',NULL,'',NULL,NULL,NULL,NULL,NULL,'','','','');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
COMMIT;
