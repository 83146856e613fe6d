const { CognitoIdentityProvider } = require('@aws-sdk/client-cognito-identity-provider');

const cognito = new CognitoIdentityProvider({});
const UserPoolId = process.env.USERS;

exports.handler = async ({ Username }) => {
  const user = await cognito.adminGetUser({ UserPoolId, Username });
  await cognito.adminAddUserToGroup({ UserPoolId, Username, GroupName: 'members' });
  return user.UserStatus;
};
