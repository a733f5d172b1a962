const subject = {
  create: () => peer,
  logout: (limit) => limit.logout(settings),
  callback: () => parent.postMessage('', settings.app),
};
