using FcCreds.Core.Policy;

namespace FcCreds.Tests.Core.Policy;

public sealed class SystemPoliciesTests
{
    [Theory]
    [InlineData("AdministratorAccess", "ram:DeleteUser", true)]
    [InlineData("ReadOnlyAccess", "oss:GetObject", true)]
    [InlineData("ReadOnlyAccess", "oss:PutObject", false)]
    [InlineData("AliyunOSSFullAccess", "oss:PutObject", true)]
    [InlineData("AliyunOSSFullAccess", "ram:GetUser", false)]
    [InlineData("AliyunOSSReadOnlyAccess", "oss:ListObjects", true)]
    [InlineData("AliyunOSSReadOnlyAccess", "oss:DeleteObject", false)]
    [InlineData("AliyunSTSAssumeRoleAccess", "sts:AssumeRole", true)]
    [InlineData("AliyunRAMReadOnlyAccess", "ram:ListUsers", true)]
    [InlineData("AliyunRAMReadOnlyAccess", "ram:CreateUser", false)]
    [InlineData("AliyunFCInvocationAccess", "fc:InvokeFunction", true)]
    [InlineData("AliyunFCReadOnlyAccess", "fc:InvokeFunction", false)]
    public void They_allow_what_their_names_say(string name, string action, bool allowed)
        => Assert.Equal(allowed, Ask.May(Ask.User(SystemPolicies.Find(name)!), action, "acs:x:*:1234567890123456:y").IsAllowed);

    [Fact]
    public void An_unknown_name_is_nobodys()
        => Assert.Null(SystemPolicies.Find("AliyunNothingAccess"));
}
