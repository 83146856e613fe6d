const { TextractClient, StartDocumentAnalysisCommand, DetectDocumentTextCommand } = require('@aws-sdk/client-textract');
const textract = new TextractClient();
exports.main = async event => {
  const [{ s3: { bucket: { name }, object: { key } } }] = event.Records;
  await textract.send(new DetectDocumentTextCommand({ Document: { S3Object: { Bucket: name, Name: key } } }));
  await textract.send(new StartDocumentAnalysisCommand({
    DocumentLocation: { S3Object: { Bucket: process.env.SCANS, Name: key } }, FeatureTypes: ['TABLES'],
    NotificationChannel: { SNSTopicArn: process.env.DONE_TOPIC, RoleArn: process.env.TEXTRACT_ROLE },
  }));
};
