using System.Collections.Frozen;

namespace FcCreds.Core.Policy;

/// <summary>The system policies that people attach by name. Read-only, as in RAM.</summary>
internal static class SystemPolicies
{
    public static readonly FrozenDictionary<string, AttachedPolicy> All = new[]
    {
        Allow("AdministratorAccess", "*"),
        Allow("ReadOnlyAccess", "*:Describe*", "*:List*", "*:Get*", "*:BatchGet*", "*:Query*", "*:BatchQuery*", "*:Check*", "*:Read*"),
        Allow("AliyunOSSFullAccess", "oss:*"),
        Allow("AliyunOSSReadOnlyAccess", "oss:Get*", "oss:List*"),
        Allow("AliyunSTSAssumeRoleAccess", "sts:AssumeRole"),
        Allow("AliyunRAMFullAccess", "ram:*"),
        Allow("AliyunRAMReadOnlyAccess", "ram:Get*", "ram:List*"),
        new("AliyunFCFullAccess", "System", PolicyDocument.Known("""
            { "Version": "1", "Statement": [
              { "Effect": "Allow", "Action": "fc:*", "Resource": "*" },
              { "Effect": "Allow", "Action": "ram:PassRole", "Resource": "*", "Condition": { "StringEquals": { "acs:Service": "fc.aliyuncs.com" } } }] }
            """)),
        Allow("AliyunFCReadOnlyAccess", "fc:Get*", "fc:List*"),
        Allow("AliyunFCInvocationAccess", "fc:InvokeFunction"),
        Allow("AliyunLogFullAccess", "log:*"),
        Allow("AliyunLogReadOnlyAccess", "log:Get*", "log:List*", "log:Query*"),
        Allow("AliyunMNSFullAccess", "mns:*"),
        Allow("AliyunEventBridgeFullAccess", "eventbridge:*"),
        Allow("AliyunOTSFullAccess", "ots:*"),
        Allow("AliyunOTSReadOnlyAccess", "ots:BatchGet*", "ots:Describe*", "ots:Get*", "ots:List*"),
        Allow("AliyunKMSFullAccess", "kms:*"),
        Allow("AliyunKMSReadOnlyAccess", "kms:Describe*", "kms:Get*", "kms:List*"),
        Allow("AliyunECSFullAccess", "ecs:*"),
        Allow("AliyunECSReadOnlyAccess", "ecs:Describe*", "ecs:List*"),
        Allow("AliyunVPCFullAccess", "vpc:*"),
        Allow("AliyunVPCReadOnlyAccess", "vpc:Describe*", "vpc:List*", "vpc:Get*"),
        // The text of this one is not published; these are the services that FC's documentation says the default role reaches.
        Allow("AliyunFCDefaultRolePolicy",
            "vpc:DescribeVSwitchAttributes", "vpc:DescribeVpcAttribute",
            "ecs:CreateNetworkInterface", "ecs:DeleteNetworkInterface", "ecs:DescribeNetworkInterfaces", "ecs:CreateNetworkInterfacePermission",
            "ecs:DescribeNetworkInterfacePermissions", "ecs:DeleteNetworkInterfacePermission",
            "log:PostLogStoreLogs", "cr:GetRepository", "cr:GetRepositoryTag", "cr:GetAuthorizationToken", "cr:PullRepository",
            "fc:InvokeFunction", "mns:SendMessage", "mns:PublishMessage", "eventbridge:PutEvents"),
    }.ToFrozenDictionary(p => p.PolicyName, StringComparer.OrdinalIgnoreCase);

    public static AttachedPolicy? Find(string policyName) => All.GetValueOrDefault(policyName);

    private static AttachedPolicy Allow(string name, params string[] actions)
    {
        var listed = actions.Length == 1 ? $"\"{actions[0]}\"" : $"[{string.Join(", ", actions.Select(a => $"\"{a}\""))}]";
        var json = $$"""{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": {{listed}}, "Resource": "*" }] }""";
        return new(name, "System", PolicyDocument.Known(json));
    }
}
