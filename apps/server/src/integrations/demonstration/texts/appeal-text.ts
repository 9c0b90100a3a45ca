/** Why an office says that a bad rating is mistaken. Invented. */
export const APPEAL_GROUNDS = [
  '评价的事项不是我们办理的。',
  '同一办件由同一人重复评价。',
  '评价人填错了窗口，已和本人核实。',
  '评价内容和办理记录不符。',
  '评价针对的是政策规定，不是经办服务。',
] as const;

/** What somebody outside the office decided, and why. Invented. */
export const DECISION_REASONS = {
  upheld: ['核实为重复评价。', '核实评价对象不是该部门。', '评价人确认填错并同意剔除。'],
  turned_down: [
    '评价人坚持原评价，有办理记录佐证。',
    '没有证据说明评价有误。',
    '对政策的不满也是评价，应当保留。',
  ],
} as const;
