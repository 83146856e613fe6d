var AWS = require('aws-sdk');
AWS.config.update({ region: 'eu-west-1' });
var ses = new AWS.SES({ apiVersion: '2010-12-01' });
var cw = new AWS.CloudWatch();

exports.handler = function (event, context) {
  var params = { Destination: { ToAddresses: [event.to] }, Message: { Body: { Text: { Data: event.text } }, Subject: { Data: 'Hello' } }, Source: process.env.SENDER };
  ses.sendEmail(params, function (err) {
    if (err) return context.fail(err);
    cw.putMetricData({ Namespace: 'Mails', MetricData: [{ MetricName: 'Sent', Value: 1 }] }, function () { context.succeed('done'); });
  });
};
