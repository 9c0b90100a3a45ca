import type { z } from 'zod';

/** A sentence in both languages, without the full stop that a list of them does not need. */
interface Said {
  readonly zh: string;
  readonly en: string;
}

type Issue = z.core.$ZodIssue;
type IssueOf<C extends Issue['code']> = Extract<Issue, { readonly code: C }>;

/** What is wrong at one place and what to do, for a person who knows nothing of schemas. */
export function placeSentence(issue: Issue): Said {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? MISSING : wrongKind(issue);
    case 'invalid_value':
      return oneOf(issue);
    case 'too_big':
      return tooMuch(issue);
    case 'too_small':
      return tooLittle(issue);
    case 'invalid_format':
      return FORMATS[issue.format] ?? FORM;
    case 'unrecognized_keys':
      return unknownFields(issue);
    case 'custom':
      return OWN[issue.message] ?? FORM;
    default:
      return FORM;
  }
}

const MISSING: Said = { zh: '缺少这一项，请补上', en: 'This is missing; add it' };
const FORM: Said = { zh: '写法不对，请改正', en: 'This is not in the right form; correct it' };

/** The checks of our own, by the word that the contract gives them. */
const OWN: Readonly<Record<string, Said>> = {
  unprintable: {
    zh: '含有无法显示的字符，请删去后再提交',
    en: 'It holds characters that cannot be shown; remove them',
  },
};

const KINDS: Readonly<Record<string, Said>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组带名称的项', en: 'a set of named fields' },
};

function wrongKind({ expected }: IssueOf<'invalid_type'>): Said {
  const kind = KINDS[expected];
  return kind === undefined ? FORM : { zh: `应是${kind.zh}`, en: `This must be ${kind.en}` };
}

function oneOf({ values, input }: IssueOf<'invalid_value'>): Said {
  if (input === undefined) return MISSING;
  const words = values.map(String);
  return words.length === 1
    ? { zh: `只能是 ${words[0]}`, en: `This must be ${words[0]}` }
    : { zh: `只能是其中之一：${words.join('、')}`, en: `This must be one of ${words.join(', ')}` };
}

function tooMuch({ origin, maximum, input }: IssueOf<'too_big'>): Said {
  const most = String(maximum);
  if (origin === 'string') {
    const length = typeof input === 'string' ? input.length : null;
    return {
      zh: `最多${most}个字${length === null ? '' : `，这里有${length}个`}`,
      en: `${most} characters at most${length === null ? '' : `; it has ${length}`}`,
    };
  }
  return origin === 'array'
    ? { zh: `最多${most}项`, en: `${most} entries at most` }
    : { zh: `不能大于${most}`, en: `This must not be larger than ${most}` };
}

function tooLittle({ origin, minimum }: IssueOf<'too_small'>): Said {
  const least = String(minimum);
  if (origin === 'string')
    return least === '1'
      ? { zh: '不能为空，请填写', en: 'This must not be empty; fill it in' }
      : { zh: `至少${least}个字`, en: `${least} characters at least` };
  return origin === 'array'
    ? { zh: `至少${least}项`, en: `${least} ${least === '1' ? 'entry' : 'entries'} at least` }
    : { zh: `不能小于${least}`, en: `This must not be smaller than ${least}` };
}

function unknownFields({ keys }: IssueOf<'unrecognized_keys'>): Said {
  // Names come from the visitor, who may have sent a thousand of them.
  const named = keys.slice(0, 3).map((key) => `“${key.slice(0, 40)}”`);
  return {
    zh: `没有叫${named.join('、')}的项，请去掉`,
    en: `There is no field named ${named.join(', ')}; remove it`,
  };
}

const FORMATS: Readonly<Record<string, Said>> = {
  email: {
    zh: '应是电子邮箱地址，如 name@example.org',
    en: 'This must be an e-mail address, such as name@example.org',
  },
  date: { zh: '应是日期，如 2026-03-05', en: 'This must be a date, such as 2026-03-05' },
  datetime: {
    zh: '应是带时区的时间，如 2026-03-05T10:00:00+08:00',
    en: 'This must be a time with its offset, such as 2026-03-05T10:00:00+08:00',
  },
  uuid: {
    zh: '应是第7版 UUID，每次提交新生成一个',
    en: 'This must be a UUID of version 7, made anew for each submission',
  },
};
