import type { Candidate } from './number-patterns.ts';
import { atEveryPlace, behindWords, found, matches, near } from './number-patterns.ts';

const EMAIL = atEveryPlace(
  '(?<![a-z0-9._%+-])',
  '[a-z0-9._%+-]+ ?@ ?(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,24}',
  '(?![a-z])',
);

/** Province, letter, five or six more; the pattern asks for two digits, so that 新API… is no plate. */
const PLATE = atEveryPlace(
  '',
  '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-hj-np-z][ ·•-]{0,2}' +
    '(?=(?:[a-z]*\\d){2})(?:[a-hj-np-z0-9]{5,6}|[a-hj-np-z0-9]{4}[挂学警港澳])',
  '(?![a-z0-9])',
);

const DOCUMENT_WORD = '护照|通行证|回乡证|台胞证|居住证|证件号码?|passport';
/** Passports of China, permits for Hong Kong and Macau (C, H, M) and, by their word, the 8 digits of Taiwan's. */
const DOCUMENT_NUMBER = '(?:[degps]\\d{8}|e[a-hj-np-z]\\d{7}|c\\d{8}|c[a-z]\\d{7}|[hm]\\d{8}(?:\\d{2})?)';
const DOCUMENT = atEveryPlace('(?<![a-z0-9])', DOCUMENT_NUMBER, '(?![a-z0-9])');
const NAMED_DOCUMENT = behindWords(
  near(DOCUMENT_WORD),
  `(?<![a-z0-9])(?:${DOCUMENT_NUMBER}|\\d{8})`,
  '(?![a-z0-9])',
);

/** The hundred commonest surnames and more, and those of two characters. */
const SURNAME =
  '(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|端木|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝])';
/** What follows a name in running text; without it a given name of two characters is taken. */
const AFTER_NAME =
  '(?=[^\\u4e00-\\u9fff]|$|住|家|今|现|是|系|在|有|想|来|于|从|和|与|因|身份证|电话|手机|男|女|年)';
const NAME = behindWords(
  '(?:我叫|我的名字[叫是]|我姓名|姓名|联系人|投诉人|申请人|来信人|反映人)(?:是|为|叫)?[:, ]{0,3}',
  `${SURNAME}[\\u4e00-\\u9fff]{1,2}?${AFTER_NAME}|${SURNAME}(?!先生|女士|小姐|老师)[\\u4e00-\\u9fff]{2}`,
  '',
);
/** 本人 mostly stands before a verb: only a name that something ends or explains counts. */
const NAME_AFTER_MYSELF = behindWords(
  '本人[:, (]{0,3}',
  `${SURNAME}[\\u4e00-\\u9fff]{1,2}?`,
  '(?=[,。.;、 (\\d]|$|身份证|电话|手机|男|女|系|现)',
);

const PLACE_NUMBER =
  '(?<![0-9a-z])(?:[0-9a-z]{1,5}(?:-[0-9a-z]{1,5}){0,3}|[一二三四五六七八九十百零〇]{1,5})';
const PLACE_PART = `${PLACE_NUMBER} ?(?:号楼|号院|号|弄|栋|幢|座|单元|层|楼|室|户|房)`;
/** Two parts below the street (3栋501室), or one right after the street's name (幸福路12号). */
const ADDRESS = atEveryPlace(
  '',
  `${PLACE_PART}(?:[ ,]?${PLACE_PART})+|(?<=[路街道巷弄里村])${PLACE_PART}`,
  '(?![线文令公])',
);

/** E-mail addresses, plates and named travel documents: their form leaves no doubt. */
export function* certainWords(text: string): Generator<Candidate> {
  if (text.includes('@')) {
    for (const { start, match } of matches(text, EMAIL)) yield found('email', start, match);
  }
  for (const { start, match } of matches(text, PLATE)) yield found('plate', start, match);
  for (const { start, match } of matches(text, NAMED_DOCUMENT)) yield found('travel_document', start, match);
}

/** Travel documents that nobody named, names and addresses: a person decides. */
export function* proposedWords(text: string): Generator<Candidate> {
  for (const { start, match } of matches(text, DOCUMENT)) {
    yield found('travel_document', start, match, 'proposed');
  }
  for (const pattern of [NAME, NAME_AFTER_MYSELF]) {
    for (const { start, match } of matches(text, pattern)) {
      if (!/(?:先生|女士|小姐|老师)$/u.test(match)) yield found('name', start, match, 'proposed');
    }
  }
  for (const { start, match } of matches(text, ADDRESS)) yield found('address', start, match, 'proposed');
}
