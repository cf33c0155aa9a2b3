namespace FcCreds.Tests.Server.Configuration;

public sealed class ConfigurationMistakesTests
{
    [Fact]
    public void Every_mistake_of_a_file_is_reported_at_once_where_it_stands()
    {
        var result = ConfigurationFixtures.Load("mistakes.yaml");

        var told = string.Join('\n', result.Problems).Replace(ConfigurationFixtures.Folder, "{folder}", StringComparison.Ordinal);
        var expected = File.ReadAllText(Path.Combine(ConfigurationFixtures.Folder, "mistakes.txt")).TrimEnd();
        Assert.Equal(expected, told);
        Assert.Null(result.Configuration);
    }

    [Theory]
    [InlineData("region: x\nusers: }\n", 2)]
    [InlineData("roles:\n  - name: x\n   trust: y\n", 3)]
    [InlineData("users:\n  - *nobody\n", 2)]
    [InlineData("account: \"1234567890123456\n", 1)]
    public void Invalid_yaml_is_reported_with_its_line(string yaml, int line)
    {
        var (_, problems) = ConfigurationFixtures.Read(yaml);
        var problem = Assert.Single(problems);
        Assert.Equal(line, problem.At.Line);
        Assert.StartsWith("This is not valid YAML: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_that_multiply_are_shared_rather_than_copied()
    {
        var levels = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"  - &a{i} [*a{i - 1}, *a{i - 1}]"));
        var (_, problems) = ConfigurationFixtures.Read($"users:\n  - &a0 [x]\n{levels}\n");
        Assert.Equal(41, problems.Count);
    }

    [Fact]
    public void A_document_that_contains_itself_is_invalid()
    {
        var (_, problems) = ConfigurationFixtures.Read("users: &self [*self]\n");
        Assert.Contains("before this alias", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var result = ConfigurationFixtures.Load("nowhere.yaml");
        Assert.Equal("nowhere.yaml: error: There is no such file.", Assert.Single(result.Problems).ToString());
        Assert.Null(result.Configuration);
    }

    [Theory]
    [InlineData("polices", "policies")]
    [InlineData("fucntions", "functions")]
    [InlineData("zebra", null)]
    public void The_nearest_known_key_is_suggested(string written, string? meant)
    {
        var (_, problems) = ConfigurationFixtures.Read($"{written}: []\n");
        Assert.Equal(
            meant is null
                ? $"The configuration has no key '{written}'; it has accounts, account, region, rootAccessKey, users, groups, roles, policies, oidcProviders, samlProviders, buckets, functions, customDomains."
                : $"The configuration has no key '{written}'; did you mean '{meant}'?",
            Assert.Single(problems).Message);
    }

    [Fact]
    public void Keys_of_an_account_beside_accounts_are_refused()
    {
        var (_, problems) = ConfigurationFixtures.Read("accounts: [{ region: cn-beijing }]\nusers: []\n");
        Assert.Equal("fccreds.yaml:2:8: error: 'users' stands beside 'accounts'; write it into an entry of 'accounts'.", Assert.Single(problems).ToString());
    }

    [Fact]
    public void Several_accounts_need_their_ids_and_share_bucket_names()
    {
        var (_, problems) = ConfigurationFixtures.Read(
            """
            accounts:
              - account: "1111111111111111"
                buckets: [{ name: shared }]
              - buckets: [{ name: shared }]
            """);
        Assert.Equal(
            [
                "fccreds.yaml:4:5: error: An entry of 'accounts' needs 'account' when there are several.",
                "fccreds.yaml:4:23: error: The bucket 'shared' is declared twice (bucket names are global).",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void A_mistake_inside_a_policy_is_told_at_its_own_line()
    {
        var (_, problems) = ConfigurationFixtures.Read(
            """
            policies:
              - name: p
                document:
                  Version: 1
                  Statement:
                    - Effect: Allow
                      Action: oss:GetObject
                      Resource: "*"
                    - Effect: Allow
                      Action: oss:GetObject
                      Resource: "*"
                      Condition:
                        StringAlmostEquals: { "acs:SourceIp": x }
            """);
        Assert.Equal(13, Assert.Single(problems).At.Line);
    }

    [Fact]
    public void A_mistake_inside_a_bucket_policy_is_told_at_its_own_line()
    {
        var (_, problems) = ConfigurationFixtures.Read(
            """
            buckets:
              - name: orders
                policy:
                  Version: "1"
                  Statement:
                    - Effect: Allow
                      Principal: ["*"]
                      Action: oss:GetObject
                      Resource: "acs:oss:*:*:orders/*"
                    - Effect: Allow
                      Principal: [alice]
                      Action: oss:PutObject
                      Resource: "acs:oss:*:*:orders/*"
            """);
        Assert.Equal(11, Assert.Single(problems).At.Line);
    }

    [Fact]
    public void A_policy_longer_than_the_cloud_takes_is_refused()
    {
        var actions = string.Join(", ", Enumerable.Range(0, 400).Select(i => $"oss:Action{i:D6}"));
        var (_, problems) = ConfigurationFixtures.Read(
            $"roles: [{{ name: r, policies: [{{ Version: 1, Statement: [{{ Effect: Allow, Resource: '*', Action: [{actions}] }}] }}] }}]\n");
        Assert.StartsWith("A policy document has at most 6144 characters", Assert.Single(problems).Message, StringComparison.Ordinal);
    }
}
