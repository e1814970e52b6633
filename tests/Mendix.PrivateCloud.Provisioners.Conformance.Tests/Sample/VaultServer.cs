using System.Text.RegularExpressions;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Tests.Sample;

/// <summary>A server in memory that takes statements as text, so that everything that can go wrong with text can go wrong.</summary>
internal sealed partial class VaultServer
{
    /// <summary>Longer names are cut off, silently, as PostgreSQL does.</summary>
    public const int LongestName = 40;

    public const string Administrator = "keeper";
    public const string AdministratorPassword = "keeper-Pa55word";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Vault> _vaults = [];
    private readonly Dictionary<string, Key> _keys = [];

    // Content that no inventory shows, as of a thing that is renamed instead of removed.
    private readonly Dictionary<string, Dictionary<string, string>> _cellar = [];

    public static bool Accepts(string user, string password) => user.StartsWith(Administrator, StringComparison.Ordinal) && password == AdministratorPassword;

    /// <summary>Runs statements, separated by semicolons.</summary>
    public void Execute(string user, string password, string script)
    {
        if (!Accepts(user, password))
        {
            throw new VaultException("credentials", $"The account {user} was refused.");
        }

        foreach (Match statement in Statements().Matches(script))
        {
            if (user.EndsWith($"-without-{statement.Groups["verb"].Value.ToLowerInvariant()}", StringComparison.Ordinal))
            {
                throw new VaultException(statement.Groups["verb"].Value, $"The account {user} may not {statement.Groups["verb"].Value}.");
            }

            lock (_lock)
            {
                Run(statement.Groups["verb"].Value, Arguments(statement.Groups["rest"].Value));
            }
        }
    }

    /// <summary>What somebody who knows the names can see: the mark of a vault or key; null when there is none of that name.</summary>
    public (bool Exists, string Mark) Look(string kind, string name)
    {
        lock (_lock)
        {
            return kind == "vault"
                ? (_vaults.TryGetValue(Cut(name), out var vault), vault?.Mark ?? "")
                : (_keys.TryGetValue(Cut(name), out var key), key?.Mark ?? "");
        }
    }

    public string? Read(string key, string password, string vault, string entry) => Open(key, password, vault).GetValueOrDefault(entry);

    public void Write(string key, string password, string vault, string entry, string value)
    {
        var content = Open(key, password, vault);
        lock (_lock)
        {
            content[entry] = value;
        }
    }

    /// <summary>Keeps a vault open.</summary>
    public IAsyncDisposable Hold(string vault)
    {
        lock (_lock)
        {
            _vaults[vault].Visitors++;
        }

        return new Visit();
    }

    public IReadOnlyList<string> Inventory()
    {
        lock (_lock)
        {
            return [.. _vaults.Select(vault => $"vault {vault.Key} '{vault.Value.Mark}' open={vault.Value.IsOpen}"),
                .. _keys.Select(key => $"key {key.Key} '{key.Value.Mark}' opens {string.Join(",", key.Value.Opens)}")];
        }
    }

    private Dictionary<string, string> Open(string key, string password, string vault)
    {
        lock (_lock)
        {
            return _keys.TryGetValue(key, out var found) && found.Password == password && _vaults.TryGetValue(vault, out var opened) &&
                   (opened.IsOpen || found.Opens.Contains(vault))
                ? opened.Content
                : throw new VaultException("key", "The key does not open that vault.");
        }
    }

    private void Run(string verb, List<string> arguments)
    {
        var name = arguments.Count > 0 ? Cut(arguments[0]) : "";
        switch (verb, arguments)
        {
            case ("BUILD", [_, var mark]):
                Add(_vaults, name, new Vault(_cellar.GetValueOrDefault(name)) { Mark = mark });
                break;
            case ("MARK", [_, var mark]):
                _vaults[name].Mark = mark;
                break;
            case ("OPEN", [_]):
                _vaults[name].IsOpen = true;
                break;
            case ("EVICT", [_]):
                Find(_vaults, name).Visitors = 0;
                break;
            case ("RAZE", ["*"]):
                _vaults.Clear();
                break;
            case ("RAZE", [_]) when Find(_vaults, name).Visitors > 0:
                throw new VaultException("in use", $"Somebody is in {name}.");
            case ("RAZE", [_]):
                _vaults.Remove(name);
                break;
            case ("HIDE", [_]):
                _cellar[name] = Find(_vaults, name).Content.ToDictionary();
                break;
            case ("CUT", [_, var password, var mark]):
                Add(_keys, name, new Key { Password = password, Mark = mark });
                break;
            case ("CHANGE", [_, var password]):
                Find(_keys, name).Password = password;
                break;
            case ("FIT", [_, var vault]):
                Find(_keys, name).Opens.Add(Cut(vault));
                break;
            case ("MELT", [_]):
                Find(_keys, name);
                _keys.Remove(name);
                break;
            default:
                throw new VaultException("syntax", $"Nobody understands {verb} with {arguments.Count} arguments.");
        }
    }

    private static void Add<T>(Dictionary<string, T> things, string name, T thing)
    {
        if (!things.TryAdd(name, thing))
        {
            throw new VaultException("exists", $"There is a {name} already.");
        }
    }

    private static T Find<T>(Dictionary<string, T> things, string name) =>
        things.TryGetValue(name, out var thing) ? thing : throw new VaultException("absent", $"There is no {name}.");

    private static string Cut(string name) => name.Length <= LongestName ? name : name[..LongestName];

    private static List<string> Arguments(string text) =>
        [.. Words().Matches(text).Select(word => word.Value is ['\'', ..] ? word.Value[1..^1].Replace("''", "'", StringComparison.Ordinal) : word.Value)];

    [GeneratedRegex(@"(?<verb>[A-Z]+)(?<rest>(?:'(?:[^']|'')*'|[^';])*)(?:;|$)", RegexOptions.Singleline)]
    private static partial Regex Statements();

    [GeneratedRegex(@"'(?:[^']|'')*'|[^\s']+")]
    private static partial Regex Words();

    private sealed class Vault(Dictionary<string, string>? content)
    {
        public string Mark { get; set; } = "";

        public bool IsOpen { get; set; }

        public int Visitors { get; set; }

        public Dictionary<string, string> Content { get; } = content ?? [];
    }

    private sealed class Key
    {
        public string Password { get; set; } = "";

        public string Mark { get; set; } = "";

        public SortedSet<string> Opens { get; } = [];
    }

    private sealed class Visit : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

/// <summary>What the server says when it does not do something.</summary>
internal sealed class VaultException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
