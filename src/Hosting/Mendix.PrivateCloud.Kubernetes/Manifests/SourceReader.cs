using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Mendix.PrivateCloud.Kubernetes.Manifests;

/// <summary>Reads the documents of a YAML text into trees that know their lines, and reports what YAML itself forbids.</summary>
internal sealed class SourceReader
{
    // Aliases can make a small text denote a huge tree; no manifest comes near these.
    private const int MaximumNodes = 1_000_000;

    // Below the 64 that JSON readers allow.
    private const int MaximumDepth = 60;

    private readonly ProblemList _problems;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, SourceNode> _anchors = [];

    public SourceReader(TextReader text, ProblemList problems)
    {
        _problems = problems;
        _scanner = new Scanner(text);
        _parser = new Parser(_scanner);
    }

    /// <summary>Every document that could be read. After a syntax error the rest of the text is not looked at.</summary>
    public List<SourceNode> ReadAll()
    {
        var documents = new List<SourceNode>();
        try
        {
            _parser.Consume<StreamStart>();
            while (_parser.TryConsume<DocumentStart>(out _))
            {
                _anchors.Clear();
                documents.Add(ReadNode(depth: 0, path: ""));
                _parser.Consume<DocumentEnd>();
            }
        }
        catch (YamlException exception)
        {
            _problems.Error((int)exception.Start.Line, (int)exception.Start.Column, "", $"This is not YAML: {Reason(exception)}");
        }
        catch (InvalidOperationException)
        {
            // What the scanner answers to a lone colon inside braces.
            var place = _scanner.CurrentPosition;
            _problems.Error((int)place.Line, (int)place.Column, "", "This is not YAML: a sign stands where a name or a value is wanted.");
        }

        return documents;
    }

    private SourceNode ReadNode(int depth, string path)
    {
        var alias = _parser.TryConsume<AnchorAlias>(out var reference) ? FindAnchor(reference) : null;
        if (depth + (alias?.Height ?? 0) > MaximumDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, $"it is nested deeper than {MaximumDepth} levels.");
        }

        if (alias is not null)
        {
            return alias;
        }

        if (_parser.Current is not NodeEvent start)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a value is missing.");
        }

        SourceNode node = start switch
        {
            Scalar scalar => ReadScalar(scalar, path),
            SequenceStart => ReadList(depth, path),
            _ => ReadMap(depth, path),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor] = node;
        }

        return node.Size <= MaximumNodes
            ? node
            : throw new YamlException(start.Start, start.End, "its aliases make it larger than any manifest may be.");
    }

    private SourceNode FindAnchor(AnchorAlias alias) => _anchors.TryGetValue(alias.Value, out var target)
        ? target
        : throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value} stands before its anchor is complete.");

    private SourceScalar ReadScalar(Scalar scalar, string path)
    {
        _parser.MoveNext();
        var line = (int)scalar.Start.Line;
        var column = (int)scalar.Start.Column;
        var isText = scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str" || scalar.Tag == "!";
        if (!isText && ScalarResolver.FindNumberProblem(scalar.Value) is { } problem)
        {
            _problems.Error(line, column, path, problem);
            isText = true;
        }

        return new SourceScalar
        {
            Line = line,
            Column = column,
            Kind = isText ? ScalarKind.Text : ScalarResolver.Resolve(scalar.Value),
            Text = scalar.Value,
        };
    }

    private SourceList ReadList(int depth, string path)
    {
        var start = _parser.Consume<SequenceStart>();
        var list = new SourceList { Line = (int)start.Start.Line, Column = (int)start.Start.Column };
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            list.Add(ReadNode(depth + 1, $"{path}[{list.Items.Count}]"));
        }

        return list;
    }

    private SourceMap ReadMap(int depth, string path)
    {
        var start = _parser.Consume<MappingStart>();
        var map = new SourceMap { Line = (int)start.Start.Line, Column = (int)start.Start.Column };
        var merged = new List<SourceMap>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out var key))
            {
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "the name of a field must be plain text.");
            }

            var field = FieldPath.Append(path, key.Value);
            var value = ReadNode(depth + 1, field);
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.AddRange(MergeSources(key, value));
            }
            else if (map.Find(key.Value) is { } first)
            {
                _problems.Error(
                    (int)key.Start.Line, (int)key.Start.Column, field, $"given twice, first in line {first.Line}. Keep one of the two.");
            }
            else
            {
                map.Add(new SourceEntry(key.Value, (int)key.Start.Line, (int)key.Start.Column, value));
            }
        }

        foreach (var entry in merged.SelectMany(source => source.Entries).Where(entry => map.Find(entry.Key) is null))
        {
            map.Add(entry);
        }

        return map;
    }

    private static IEnumerable<SourceMap> MergeSources(Scalar key, SourceNode value) => value switch
    {
        SourceMap source => [source],
        SourceList list when list.Items.All(item => item is SourceMap) => list.Items.Cast<SourceMap>(),
        _ => throw new YamlException(key.Start, key.End, "<< takes an object or a list of objects."),
    };

    private static string Reason(YamlException exception)
    {
        var reason = exception.Message;
        var position = reason.IndexOf("): ", StringComparison.Ordinal);
        return reason.StartsWith("(Line", StringComparison.Ordinal) && position > 0 ? reason[(position + 3)..] : reason;
    }
}
