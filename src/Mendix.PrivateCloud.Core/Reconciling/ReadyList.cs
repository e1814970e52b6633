namespace Mendix.PrivateCloud.Reconciling;

/// <summary>First in, first out; a node in the middle leaves in constant time when it is promoted.</summary>
internal struct ReadyList<TKey>
    where TKey : notnull
{
    private WorkNode<TKey>? _last;

    internal WorkNode<TKey>? First { get; private set; }

    internal int Count { get; private set; }

    internal void AddLast(WorkNode<TKey> node)
    {
        node.Previous = _last;
        if (_last is null)
        {
            First = node;
        }
        else
        {
            _last.Next = node;
        }

        _last = node;
        Count++;
    }

    internal void Remove(WorkNode<TKey> node)
    {
        if (node.Previous is null)
        {
            First = node.Next;
        }
        else
        {
            node.Previous.Next = node.Next;
        }

        if (node.Next is null)
        {
            _last = node.Previous;
        }
        else
        {
            node.Next.Previous = node.Previous;
        }

        node.Previous = null;
        node.Next = null;
        Count--;
    }
}
