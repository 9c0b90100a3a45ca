import type { Texts } from '../zh.ts';

export const offline: Texts['offline'] = {
  app: {
    name: 'Huiyin: ratings and letters',
    short: 'Huiyin',
  },
  letterNote:
    'There is no network now. You can write all the same: your letter is kept on this device and sent by itself once there is. The dates on this page count from the day it is received.',
  ratingNote:
    'There is no network now. You can rate all the same: your rating is kept on this device and sent by itself once there is.',
  choiceNote:
    'There is no network now. This is what you saw last; rating forms that you have opened can still be filled in.',
  notice: 'A rating or letter is kept on this device: see whether it was sent',
  page: {
    title: 'There is no network now',
    description: 'What you can do without a network.',
    lede: 'This page can only be seen with a network.',
    worksTitle: 'What works without one',
    write: 'Write a letter; it is sent by itself later',
    rate: 'Rate a service whose form you have opened; it is sent by itself later',
    kept: 'See what is kept on this device',
    nextTitle: 'What to do next',
    reload: 'Once you are connected, load this page again.',
    back: 'If you were filling in a form, use the browser’s back button: what you wrote is still there.',
  },
  kept: {
    title: 'Kept on this device',
    description: 'Ratings and letters that wait to be sent, on this device alone.',
    lede: 'Only on this device, where nobody else sees it; deleted here once it is sent.',
    none: 'No rating and no letter is waiting to be sent.',
    kinds: { rating: 'A rating', letter: 'A letter' },
    since: 'Kept since ',
    states: {
      waiting:
        'Not sent yet: there was no network. It is sent by itself once there is, at the latest when you next open this site. You can close this page.',
      arrived: 'It was sent and received.',
      refused:
        'It was sent but not accepted. All that you filled in is still here; please see what needs to be changed.',
    },
    sendNow: 'Send now',
    see: { rating: 'See the receipt', letter: 'See number and query code' },
    look: 'See what to change',
    drop: 'Throw away',
    sure: 'Once thrown away it cannot be brought back. Throw it away?',
    still: 'The site still cannot be reached. It stays here and is sent by itself.',
    sending: 'Sending…',
    kioskTitle: 'Thank you',
    kiosk: 'There is no network now. Your rating is kept on this machine and sent by itself once there is.',
  },
};
