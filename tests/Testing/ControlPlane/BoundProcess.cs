using System.Diagnostics;

namespace Mendix.PrivateCloud.Testing.ControlPlane;

/// <summary>A server that ends with this process, however this process ends.</summary>
internal sealed class BoundProcess : IDisposable
{
    // The shell is the server's parent, in a session of its own. When its input ends, because it is closed here or because this
    // process is gone, the server is killed. When the server ends by itself, so does the shell.
    private const string Keeper = """
        log=$1; leftovers=$2; shift 2
        exec 3<&0
        "$@" > "$log" 2>&1 < /dev/null 3<&- &
        server=$!
        (cat <&3 > /dev/null; kill -KILL $server) &
        reader=$!
        exec 2> /dev/null
        wait $server
        code=$?
        kill -KILL $reader
        [ $code -ne 137 ] || [ -z "$leftovers" ] || rm -rf "$leftovers"
        exit $code
        """;

    private readonly Process _keeper;
    private readonly string _name;
    private readonly string _log;

    private BoundProcess(Process keeper, string name, string log) => (_keeper, _name, _log) = (keeper, name, log);

    /// <summary>Starts a server; what it writes goes to a file named after it.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="logFolder">Where the log goes.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="leftovers">A folder that is removed when the server is killed; null for none. Its log stays when it ends by itself.</param>
    public static BoundProcess Start(string program, string logFolder, IEnumerable<string> arguments, string? leftovers = null)
    {
        var name = Path.GetFileName(program);
        var log = Path.Combine(logFolder, name + ".log");
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Keeper, "keeper", log, leftovers ?? "", program, .. arguments])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        return new BoundProcess(Process.Start(start)!, name, log);
    }

    /// <summary>Throws with the end of its log if it has ended by itself.</summary>
    public void ThrowIfEnded()
    {
        if (_keeper.HasExited)
        {
            throw new InvalidOperationException($"It ended with {_keeper.ExitCode}. {LastWords()}");
        }
    }

    /// <summary>Its name and the end of its log.</summary>
    public string LastWords() => $"{_name} wrote:\n{string.Join('\n', File.Exists(_log) ? File.ReadLines(_log).TakeLast(10) : [])}";

    /// <summary>Kills the server and waits until it is gone.</summary>
    public void Dispose()
    {
        _keeper.StandardInput.Close();
        _keeper.WaitForExit();
        _keeper.Dispose();
    }
}
