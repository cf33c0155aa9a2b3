using System.Globalization;

namespace FcCreds.Tests.Cli;

/// <summary><c>fccreds role pull</c> from this project's own RAM as the real one.</summary>
public sealed class RolePullTests : IDisposable
{
    private const string Cloud = """
        account: "1999999999999999"
        users:
          - { name: me, accessKeys: [{ id: LTAImine, secret: my-long-secret }], policies: [AliyunRAMReadOnlyAccess] }
          - { name: nobody, accessKeys: [{ id: LTAInobody, secret: nobodys-secret }] }
        policies:
          - name: own-bucket
            description: Its own
            document: { Version: "1", Statement: [{ Effect: Allow, Action: ["oss:GetObject"], Resource: ["acs:oss:*:*:orders/*"] }] }
        roles:
          - name: orders
            trust: [fc.aliyuncs.com, "acs:ram::1999999999999999:oidc-provider/cluster"]
            maxSessionDuration: 7200
            policies: [AliyunOSSReadOnlyAccess, own-bucket]
        """;

    private readonly Tool tool = new();

    public void Dispose() => tool.Dispose();

    [Fact]
    public async Task A_role_comes_with_its_policies_and_the_date_and_once_only()
    {
        await using var cloud = await StartAsync();
        var first = (await PullAsync(cloud, "orders")).Expect(0);
        Assert.Contains("+  - name: orders # pulled from acs:ram::1999999999999999:role/orders on ", first.Output, StringComparison.Ordinal);
        Assert.Contains("oidc-provider/cluster, which is not declared here", first.Error, StringComparison.Ordinal);
        Assert.Equal(
            $"""
            account: "1999999999999999"
            policies:
              - name: own-bucket # pulled from acs:ram::1999999999999999:role/orders on {Today}
                description: "Its own"
                document:
                  Version: "1"
                  Statement:
                  - Effect: Allow
                    Action:
                    - oss:GetObject
                    Resource:
                    - "acs:oss:*:*:orders/*"
            roles:
              - name: orders # pulled from acs:ram::1999999999999999:role/orders on {Today}
                trust:
                  Version: "1"
                  Statement:
                  - Effect: Allow
                    Action: sts:AssumeRole
                    Principal:
                      Service:
                      - fc.aliyuncs.com
                      Federated:
                      - "acs:ram::1999999999999999:oidc-provider/cluster"
                maxSessionDuration: 7200
                policies:
                - AliyunOSSReadOnlyAccess
                - own-bucket

            """,
            Written());
        Assert.Contains("says of acs:ram::1999999999999999:role/orders what the cloud says", (await PullAsync(cloud, "orders")).Expect(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_shows_and_leaves_everything()
    {
        await using var cloud = await StartAsync();
        var shown = (await PullAsync(cloud, "acs:ram::1999999999999999:role/orders", "--dry-run")).Expect(0);
        Assert.Contains("+account: \"1999999999999999\"", shown.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(tool.Folder.FullName, "fccreds.yaml")));
    }

    [Fact]
    public async Task What_must_not_be_read_is_told_and_nothing_is_written()
    {
        await using var cloud = await StartAsync();
        var none = (await PullAsync(cloud, "none")).Expect(1);
        Assert.Contains("GetRole at 127.0.0.1:", none.Error, StringComparison.Ordinal);
        Assert.Contains("EntityNotExist.Role", none.Error, StringComparison.Ordinal);
        (tool.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"], tool.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]) = ("LTAInobody", "nobodys-secret");
        Assert.Contains("NoPermission", (await PullAsync(cloud, "orders")).Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("The key is of another account", (await PullAsAdminAsync(cloud, "acs:ram::1888888888888888:role/orders")).Expect(1).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(tool.Folder.FullName, "fccreds.yaml")));
    }

    [Theory]
    [InlineData("a b", "is neither the name nor the ARN of a role")]
    [InlineData("orders", "needs a key of yours")]
    public async Task Wrong_use_is_told(string role, string said)
    {
        tool.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"] = null;
        Assert.Contains(said, (await tool.RunAsync("role", "pull", role)).Expect(2).Error, StringComparison.Ordinal);
    }

    private static string Today => TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Written() => File.ReadAllText(Path.Combine(tool.Folder.FullName, "fccreds.yaml"));

    private Task<Serving> StartAsync()
    {
        (tool.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"], tool.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]) = ("LTAImine", "my-long-secret");
        return Serving.StartAsync(tool, "--ephemeral", "--config", tool.Write("cloud/fccreds.yaml", Cloud));
    }

    private Task<Tool.Outcome> PullAsAdminAsync(Serving cloud, string role)
    {
        (tool.Variables["ALIBABA_CLOUD_ACCESS_KEY_ID"], tool.Variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]) = ("LTAImine", "my-long-secret");
        return PullAsync(cloud, role);
    }

    private Task<Tool.Outcome> PullAsync(Serving cloud, string role, params string[] more) => tool.RunAsync(["role", "pull", role, "--endpoint", cloud.Url, .. more]);
}
