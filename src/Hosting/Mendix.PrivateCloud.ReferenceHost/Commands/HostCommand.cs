using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>The command line: its options, their help, and what is wrong with them.</summary>
internal sealed class HostCommand
{
    private const string Text = "text";
    private const string Json = "json";

    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "YAML with environments, plans and whatever else of our kinds to apply. May be given several times. "
            + "Without it the sample environment is applied to the embedded cluster, and nothing to a real one.",
        HelpName = "path",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _once = new("--once")
    {
        Description = "End as soon as all applied environments are Ready (exit code 0) or cannot become so (1).",
    };

    private readonly Option<string> _output = new Option<string>("--output", "-o")
    {
        Description = "How to tell what happens. json prints one document on standard output, when all is Ready or has failed.",
        DefaultValueFactory = _ => Text,
    }.AcceptOnlyFromAmong(Text, Json);

    private readonly Option<string> _kubeConfig = new("--kubeconfig")
    {
        Description = "Work on a real cluster, as this kubeconfig file says, instead of the embedded one.",
        HelpName = "path",
    };

    private readonly Option<string> _context = new("--context")
    {
        Description = "Work on a real cluster: this context of the kubeconfig.",
        HelpName = "name",
    };

    private readonly Option<string> _namespace = new("--namespace", "-n")
    {
        Description = "The namespace of what names none. Default: that of the context, or default.",
        HelpName = "name",
    };

    private readonly Option<string> _postgres = new("--postgres")
    {
        Description = "Add a plan named postgres that makes databases on this server: Host=…;Username=…;Password=…. Others on this "
            + $"machine can read a command line: the environment variable {HostOptions.PostgresVariable} is the safer way.",
        HelpName = "connection string",
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "Keep the embedded cluster in this folder, so that it survives a restart. Default: in memory.",
        HelpName = "folder",
    };

    private readonly Option<TimeSpan> _timeout = new("--timeout")
    {
        Description = $"With --once: how many seconds to wait. Default: {HostOptions.DefaultTimeout.TotalSeconds}.",
        HelpName = "seconds",
        CustomParser = ParseTimeout,
    };

    private readonly Option<bool> _verbose = new("--verbose", "-v")
    {
        Description = "Log what the operator does, to standard error.",
    };

    private readonly Option<int?> _monitoring = new("--monitoring")
    {
        Description = "Tell health (/healthz, /readyz) and metrics (/metrics) on this port: of the whole machine with a real cluster, of the loopback without.",
        HelpName = "port",
        CustomParser = ParsePort,
    };

    public HostCommand(Func<HostOptions, CancellationToken, Task<int>> run, Func<string, string?> environment)
    {
        Root = new RootCommand(
            "Runs the operator for Mendix environments, on an embedded Kubernetes API server or on a real cluster.\n\n"
            + "Exit codes: 0 all applied environments are Ready; 1 they are not; 2 wrong options or YAML, nothing was applied; "
            + "3 the cluster cannot be reached or used; 130 stopped with Ctrl-C.")
        {
            _files, _once, _output, _kubeConfig, _context, _namespace, _postgres, _data, _timeout, _monitoring, _verbose,
        };
        Root.Validators.Add(result => Validate(result, environment));
        Root.SetAction((parsed, cancellationToken) => run(Bind(parsed, environment), cancellationToken));
    }

    public RootCommand Root { get; }

    private void Validate(CommandResult result, Func<string, string?> environment)
    {
        var isReal = result.GetResult(_kubeConfig) is not null || result.GetResult(_context) is not null;
        if (isReal && result.GetResult(_data) is not null)
        {
            result.AddError("--data keeps the embedded cluster; it cannot be used together with --kubeconfig or --context.");
        }

        if (isReal && result.GetResult(_once) is not null && result.GetResult(_files) is null)
        {
            result.AddError("--once on a real cluster needs --file: without it nothing is applied that could become Ready.");
        }

        if (PostgresText(result.GetValue(_postgres), environment) is { } text && !PostgresServer.TryParse(text, out _, out var problem))
        {
            result.AddError($"{(result.GetResult(_postgres) is null ? HostOptions.PostgresVariable : "--postgres")} {problem}");
        }
    }

    private HostOptions Bind(ParseResult parsed, Func<string, string?> environment)
    {
        return new HostOptions
        {
            Files = parsed.GetValue(_files) ?? [],
            Once = parsed.GetValue(_once),
            Output = parsed.GetValue(_output) == Json ? OutputFormat.Json : OutputFormat.Text,
            KubeConfigFile = parsed.GetValue(_kubeConfig),
            Context = parsed.GetValue(_context),
            Namespace = parsed.GetValue(_namespace),
            Postgres = PostgresText(parsed.GetValue(_postgres), environment) is { } text && PostgresServer.TryParse(text, out var server, out _) ? server : null,
            DataFolder = parsed.GetValue(_data),
            Timeout = parsed.GetResult(_timeout) is null ? HostOptions.DefaultTimeout : parsed.GetValue(_timeout),
            Verbose = parsed.GetValue(_verbose),
            MonitoringPort = parsed.GetValue(_monitoring),
        };
    }

    private static TimeSpan ParseTimeout(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86400)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        result.AddError($"--timeout is '{text}'; it must be a number of seconds over 0 and at most 86400.");
        return default;
    }

    private static int? ParsePort(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return port;
        }

        result.AddError($"--monitoring is '{text}'; it must be a port from 0 to 65535.");
        return null;
    }

    private static string? PostgresText(string? option, Func<string, string?> environment) =>
        option ?? (environment(HostOptions.PostgresVariable) is { Length: > 0 } variable ? variable : null);
}
