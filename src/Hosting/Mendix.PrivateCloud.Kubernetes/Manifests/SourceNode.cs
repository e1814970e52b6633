namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>A piece of a YAML document that knows where it stands.</summary>
internal abstract class SourceNode
{
    /// <summary>Counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Counted from 1.</summary>
    public required int Column { get; init; }

    /// <summary>How many nodes this is with everything below, aliases followed.</summary>
    public abstract int Size { get; }

    /// <summary>How many levels there are below this one, aliases followed.</summary>
    public virtual int Height => 0;

    /// <summary>What it is, for messages.</summary>
    public abstract string Describe();
}

internal sealed class SourceMap : SourceNode
{
    private readonly List<SourceEntry> _entries = [];
    private readonly Dictionary<string, SourceEntry> _byKey = new(StringComparer.Ordinal);
    private int _size = 1;
    private int _height;

    public IReadOnlyList<SourceEntry> Entries => _entries;

    public override int Size => _size;

    public override int Height => _height;

    public void Add(SourceEntry entry)
    {
        _height = Math.Max(_height, 1 + entry.Value.Height);
        _entries.Add(entry);
        _byKey.Add(entry.Key, entry);
        _size += 1 + entry.Value.Size;
    }

    public SourceEntry? Find(string key) => _byKey.GetValueOrDefault(key);

    public override string Describe() => "an object";
}

/// <summary>A field of an object. Line and column are those of the key: that is where one looks for a missing value.</summary>
internal sealed record SourceEntry(string Key, int Line, int Column, SourceNode Value);

internal sealed class SourceList : SourceNode
{
    private readonly List<SourceNode> _items = [];
    private int _size = 1;
    private int _height;

    public IReadOnlyList<SourceNode> Items => _items;

    public override int Size => _size;

    public override int Height => _height;

    public void Add(SourceNode item)
    {
        _height = Math.Max(_height, 1 + item.Height);
        _items.Add(item);
        _size += item.Size;
    }

    public override string Describe() => "a list";
}

internal sealed class SourceScalar : SourceNode
{
    public required ScalarKind Kind { get; init; }

    /// <summary>The text as written, without quotes.</summary>
    public required string Text { get; init; }

    public override int Size => 1;

    public override string Describe() => Kind switch
    {
        ScalarKind.Null => "empty",
        ScalarKind.Boolean => "a boolean",
        ScalarKind.Integer => "a whole number",
        ScalarKind.Fraction => "a number",
        _ => "text",
    };
}

internal enum ScalarKind
{
    Null,
    Boolean,
    Integer,
    Fraction,
    Text,
}
