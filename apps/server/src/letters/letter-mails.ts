import type { Language } from '@huiyin/contract';
import { inLanguage, paths } from '@huiyin/contract';
import type { WrittenMail } from '../platform/mail/mail-outbox.ts';

/** What mails about letters say, in plain text. Nothing that anybody typed stands in them. */
const TEXTS = {
  zh: {
    code: {
      subject: '您的来信编号和查询码',
      body: (number: string, code: string, track: string) => [
        '您的信已经收到。',
        `编号：${number}\n查询码：${code}`,
        `凭编号和查询码，在这里查进度、补充和评价：\n${track}`,
        '请留好这封邮件，不要转给别人：有了编号和查询码，就能看到您的信。',
        '如果您没有写过信，说明有人填错了邮箱，请把这封邮件删掉。',
      ],
    },
    reply: {
      subject: (number: string) => `您的来信${number}已经答复：解决了吗？`,
      body: (number: string, links: Links, track: string, days: number) => [
        `您的来信${number}，部门已经答复。解决没解决，以您说的为准。点一个，再按一下确认：`,
        `解决了：\n${links.resolved}`,
        `解决了一部分：\n${links.half_resolved}`,
        `没有解决：\n${links.unresolved}`,
        `链接${days}天内有效，只能用来评价，看不到信的内容。看答复，请凭编号和查询码：\n${track}`,
      ],
    },
  },
  en: {
    code: {
      subject: 'Number and query code of your letter',
      body: (number: string, code: string, track: string) => [
        'Your letter was received.',
        `Number: ${number}\nQuery code: ${code}`,
        `With both you can follow it, add to it and rate the reply here:\n${track}`,
        'Please keep this mail and do not pass it on: number and query code open your letter.',
        'If you did not write a letter, somebody mistook your address for theirs; please delete this mail.',
      ],
    },
    reply: {
      subject: (number: string) => `Your letter ${number} was answered: was it solved?`,
      body: (number: string, links: Links, track: string, days: number) => [
        `The department has replied to your letter ${number}. Whether it is solved is for you to say. Choose one, then confirm it with one button:`,
        `Solved:\n${links.resolved}`,
        `Partly solved:\n${links.half_resolved}`,
        `Not solved:\n${links.unresolved}`,
        `The links work for ${days} days. They only take your answer and do not show your letter. To read the reply, use number and query code:\n${track}`,
      ],
    },
  },
} as const;

type Links = Readonly<Record<'resolved' | 'half_resolved' | 'unresolved', string>>;

/** Number and query code, for whoever asked for them by mail. `origin`: scheme and host of the site. */
export function queryCodeMail(
  language: Language,
  origin: string,
  { number, queryCode }: { readonly number: string; readonly queryCode: string },
): WrittenMail {
  const { subject, body } = TEXTS[language].code;
  const track = `${origin}${inLanguage(paths.track(), language)}`;
  return { kind: 'query_code', subject, body: paragraphs(body(number, queryCode, track)) };
}

/** That a letter was replied to, with a link for each answer. `pass` is good for `days` days. */
export function replyMail(
  language: Language,
  origin: string,
  { number, pass, days }: { readonly number: string; readonly pass: string; readonly days: number },
): WrittenMail {
  const { subject, body } = TEXTS[language].reply;
  const link = (verdict: keyof Links) =>
    `${origin}${inLanguage(paths.answer(pass), language)}?verdict=${verdict}`;
  const links = {
    resolved: link('resolved'),
    half_resolved: link('half_resolved'),
    unresolved: link('unresolved'),
  };
  const track = `${origin}${inLanguage(paths.track(), language)}?number=${encodeURIComponent(number)}`;
  return { kind: 'reply', subject: subject(number), body: paragraphs(body(number, links, track, days)) };
}

const paragraphs = (all: readonly string[]): string => `${all.join('\n\n')}\n`;
