namespace Mendix.PrivateCloud.LocalCluster.Apply;

/// <summary>
/// A set of field paths as a tree. That a field has members below it does not make it a member itself: who sets
/// <c>spec.replicas</c> does not own <c>spec</c>.
/// </summary>
internal sealed class FieldSet
{
    private readonly Dictionary<PathElement, Node> _nodes = [];

    private readonly record struct Node(bool IsMember, FieldSet? Children);

    public bool IsEmpty => _nodes.Count == 0;

    /// <summary>The steps from here, in canonical order.</summary>
    public IEnumerable<(PathElement Step, bool IsMember, FieldSet? Children)> Steps =>
        _nodes.OrderBy(node => node.Key).Select(node => (node.Key, node.Value.IsMember, node.Value.Children));

    public static FieldSet Of(params ReadOnlySpan<string[]> paths)
    {
        var set = new FieldSet();
        foreach (var path in paths)
        {
            set.Insert([.. path.Select(PathElement.Field)]);
        }

        return set;
    }

    /// <summary>Adds the field; the empty path, the object itself, is never owned.</summary>
    public void Insert(IReadOnlyList<PathElement> path)
    {
        var set = this;
        for (var i = 0; i < path.Count; i++)
        {
            var node = set._nodes.GetValueOrDefault(path[i]);
            if (i == path.Count - 1)
            {
                set._nodes[path[i]] = node with { IsMember = true };
            }
            else
            {
                var children = node.Children ?? new FieldSet();
                set._nodes[path[i]] = node with { Children = children };
                set = children;
            }
        }
    }

    public bool Has(PathElement step) => _nodes.GetValueOrDefault(step).IsMember;

    public bool Has(IReadOnlyList<PathElement> path)
    {
        var set = this;
        for (var i = 0; i < path.Count - 1 && set is not null; i++)
        {
            set = set.Below(path[i]);
        }

        return set is not null && path.Count > 0 && set.Has(path[^1]);
    }

    /// <summary>The members below a step; null if there are none.</summary>
    public FieldSet? Below(PathElement step) => _nodes.GetValueOrDefault(step).Children;

    /// <summary>Whether the condition holds for a step that has members below it.</summary>
    public bool AnyChildren(Func<PathElement, FieldSet, bool> condition)
    {
        foreach (var (step, node) in _nodes)
        {
            if (node.Children is { } children && condition(step, children))
            {
                return true;
            }
        }

        return false;
    }

    public FieldSet Union(FieldSet other)
    {
        if (IsEmpty || other.IsEmpty)
        {
            return IsEmpty ? other : this;
        }

        var result = new FieldSet();
        foreach (var (step, node) in _nodes)
        {
            result._nodes.Add(step, node);
        }

        foreach (var (step, theirs) in other._nodes)
        {
            var mine = _nodes.GetValueOrDefault(step);
            result.Put(step, mine.IsMember || theirs.IsMember,
                mine.Children is null ? theirs.Children : theirs.Children is null ? mine.Children : mine.Children.Union(theirs.Children));
        }

        return result;
    }

    public FieldSet Intersection(FieldSet other)
    {
        var result = new FieldSet();
        foreach (var (step, mine) in _nodes)
        {
            if (other._nodes.TryGetValue(step, out var theirs))
            {
                result.Put(step, mine.IsMember && theirs.IsMember,
                    mine.Children is null || theirs.Children is null ? null : mine.Children.Intersection(theirs.Children));
            }
        }

        return result;
    }

    /// <summary>Without the members of the other set; what lies below such a member stays.</summary>
    public FieldSet Difference(FieldSet other) => Subtract(other, recursive: false);

    /// <summary>Without the members of the other set and everything below them.</summary>
    public FieldSet RecursiveDifference(FieldSet other) => Subtract(other, recursive: true);

    /// <summary>The same set, with a change to every node; used to complete a set by what its schema implies.</summary>
    public FieldSet Select(Func<PathElement, bool, FieldSet?, (bool IsMember, FieldSet? Children)> change)
    {
        var result = new FieldSet();
        foreach (var (step, node) in _nodes)
        {
            var (isMember, children) = change(step, node.IsMember, node.Children);
            result.Put(step, isMember, children);
        }

        return result;
    }

    public bool SetEquals(FieldSet other)
    {
        if (_nodes.Count != other._nodes.Count)
        {
            return false;
        }

        foreach (var (step, mine) in _nodes)
        {
            if (!other._nodes.TryGetValue(step, out var theirs) || mine.IsMember != theirs.IsMember
                || (mine.Children is null) != (theirs.Children is null)
                || (mine.Children is not null && !mine.Children.SetEquals(theirs.Children!)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The paths of all members, each level's members before what lies below.</summary>
    public IEnumerable<PathElement[]> Paths() => Paths([]);

    internal void Put(PathElement step, bool isMember, FieldSet? children)
    {
        children = children is { IsEmpty: false } ? children : null;
        if (isMember || children is not null)
        {
            _nodes[step] = new Node(isMember, children);
        }
    }

    private FieldSet Subtract(FieldSet other, bool recursive)
    {
        if (IsEmpty || other.IsEmpty)
        {
            return this;
        }

        var result = new FieldSet();
        foreach (var (step, mine) in _nodes)
        {
            var theirs = other._nodes.GetValueOrDefault(step);
            var children = recursive && theirs.IsMember ? null
                : mine.Children is null || theirs.Children is null ? mine.Children
                : mine.Children.Subtract(theirs.Children, recursive);
            result.Put(step, mine.IsMember && !theirs.IsMember, children);
        }

        return result;
    }

    private IEnumerable<PathElement[]> Paths(PathElement[] prefix)
    {
        var steps = Steps.ToList();
        foreach (var (step, _, _) in steps.Where(step => step.IsMember))
        {
            yield return [.. prefix, step];
        }

        foreach (var (step, _, children) in steps)
        {
            foreach (var path in children?.Paths([.. prefix, step]) ?? [])
            {
                yield return path;
            }
        }
    }
}
