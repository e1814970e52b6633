namespace Mendix.PrivateCloud.Reconciling;

/// <summary>The delayed nodes, earliest due first. A node knows its place, so that its due time can change.</summary>
internal sealed class DelayHeap<TKey>
    where TKey : notnull
{
    // Room for a retry of 10,000 keys is kept, 128 KB: growing and shrinking again would allocate each time.
    private const int KeptCapacity = 16 * 1024;
    private WorkNode<TKey>[] _nodes = new WorkNode<TKey>[16];

    internal int Count { get; private set; }

    internal WorkNode<TKey>? First => Count == 0 ? null : _nodes[0];

    /// <summary>Puts the node where its due time belongs: in, out or elsewhere.</summary>
    internal void Update(WorkNode<TKey> node)
    {
        if (node.Due == WorkNode<TKey>.Never)
        {
            Remove(node);
        }
        else if (node.HeapIndex < 0)
        {
            if (Count == _nodes.Length)
            {
                Array.Resize(ref _nodes, Count * 2);
            }

            SiftUp(node, Count++);
        }
        else
        {
            Sift(node, node.HeapIndex);
        }
    }

    private void Remove(WorkNode<TKey> node)
    {
        if (node.HeapIndex < 0)
        {
            return;
        }

        var hole = node.HeapIndex;
        var last = _nodes[--Count];
        _nodes[Count] = null!;
        node.HeapIndex = -1;
        if (!ReferenceEquals(last, node))
        {
            Sift(last, hole);
        }

        if (Count < _nodes.Length / 4 && _nodes.Length > KeptCapacity)
        {
            Array.Resize(ref _nodes, _nodes.Length / 2);
        }
    }

    private void Sift(WorkNode<TKey> node, int index)
    {
        if (index > 0 && node.Due < _nodes[(index - 1) / 2].Due)
        {
            SiftUp(node, index);
        }
        else
        {
            SiftDown(node, index);
        }
    }

    private void SiftUp(WorkNode<TKey> node, int index)
    {
        while (index > 0)
        {
            var parent = (index - 1) / 2;
            if (_nodes[parent].Due <= node.Due)
            {
                break;
            }

            Place(_nodes[parent], index);
            index = parent;
        }

        Place(node, index);
    }

    private void SiftDown(WorkNode<TKey> node, int index)
    {
        while ((2 * index) + 1 < Count)
        {
            var child = (2 * index) + 1;
            if (child + 1 < Count && _nodes[child + 1].Due < _nodes[child].Due)
            {
                child++;
            }

            if (node.Due <= _nodes[child].Due)
            {
                break;
            }

            Place(_nodes[child], index);
            index = child;
        }

        Place(node, index);
    }

    private void Place(WorkNode<TKey> node, int index)
    {
        _nodes[index] = node;
        node.HeapIndex = index;
    }
}
