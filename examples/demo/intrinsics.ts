import type { IntrinsicsTable } from '../../local-runtime';

/** What exists only once the stack is deployed, and stands here for itself. */
export interface DeployedValues {
  readonly databasePort: number;
  readonly documentsFolder: string;
}

/** Everything that the template's functions refer to: three resources that run here, and what names the account. */
export function intrinsics({ databasePort, documentsFolder }: DeployedValues): IntrinsicsTable {
  return {
    'DatabaseInstanceAA8A5FDE.Endpoint.Address': '127.0.0.1',
    'DatabaseInstanceAA8A5FDE.Endpoint.Port': String(databasePort),
    'DatabaseInstanceSecretAttachmentFCA06D38': 'order-database-secret',
    'DatabaseSslMode27D01D8C': 'disable',
    'DocumentsMountPathC2F809E1': documentsFolder,
    'AWS::AccountId': '111122223333',
    'AWS::Partition': 'aws',
    'AWS::Region': 'eu-central-1',
    'BootstrapVersion': '30',
  };
}
