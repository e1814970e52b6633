namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>How the node finds out whether a container is well. One action is set.</summary>
public sealed class Probe
{
    /// <summary>An HTTP request.</summary>
    public HttpGetAction? HttpGet { get; set; }

    /// <summary>A TCP connection.</summary>
    public TcpSocketAction? TcpSocket { get; set; }

    /// <summary>A command inside the container.</summary>
    public ExecAction? Exec { get; set; }

    /// <summary>Seconds before the first probe. Default of the server: 0.</summary>
    public int? InitialDelaySeconds { get; set; }

    /// <summary>Seconds between probes. Default of the server: 10.</summary>
    public int? PeriodSeconds { get; set; }

    /// <summary>Seconds after which a probe has failed. Default of the server: 1.</summary>
    public int? TimeoutSeconds { get; set; }

    /// <summary>Failures in a row that count. Default of the server: 3.</summary>
    public int? FailureThreshold { get; set; }

    /// <summary>Successes in a row that count. Default of the server: 1.</summary>
    public int? SuccessThreshold { get; set; }
}

/// <summary>An HTTP request of a probe.</summary>
public sealed class HttpGetAction
{
    /// <summary>The path.</summary>
    public string? Path { get; set; }

    /// <summary>The port, by number or name.</summary>
    public IntOrString Port { get; set; }

    /// <summary><c>HTTP</c> or <c>HTTPS</c>. Default of the server: <c>HTTP</c>.</summary>
    public string? Scheme { get; set; }
}

/// <summary>A TCP connection of a probe.</summary>
public sealed class TcpSocketAction
{
    /// <summary>The port, by number or name.</summary>
    public IntOrString Port { get; set; }
}

/// <summary>A command of a probe.</summary>
public sealed class ExecAction
{
    /// <summary>The program and its arguments.</summary>
    public List<string>? Command { get; set; }
}
