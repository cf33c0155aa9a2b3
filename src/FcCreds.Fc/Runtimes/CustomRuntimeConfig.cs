namespace FcCreds.Fc.Runtimes;

/// <summary><c>customRuntimeConfig</c>: how a function that is a web server is started, and how one sees that it is well.</summary>
internal sealed record CustomRuntimeConfig
{
    public const int UsualPort = 9000;

    /// <summary>What is started instead of <c>/code/bootstrap</c>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Where the server listens in the cloud. Here it is told its port, which is this one only if that is free.</summary>
    public int Port { get; init; } = UsualPort;

    public HealthCheckConfig? HealthCheckConfig { get; init; }
}

/// <summary>A request that must succeed before an instance gets calls, and as long as it has some; without one an open port is enough.</summary>
internal sealed record HealthCheckConfig(string HttpGetUrl)
{
    public TimeSpan InitialDelay { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    public int SuccessThreshold { get; init; } = 1;

    /// <summary>Between two requests while calls run. Before the first call nobody waits that long: it is asked again at once.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Failures in a row after which an instance that has calls is given up.</summary>
    public int FailureThreshold { get; init; } = 3;
}
