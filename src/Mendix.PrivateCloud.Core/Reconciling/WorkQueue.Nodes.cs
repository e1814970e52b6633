using System.Runtime.InteropServices;

namespace Mendix.PrivateCloud.Reconciling;

public sealed partial class WorkQueue<TKey>
{
    // Nodes kept for re-use; enough for a full resync of 10,000 keys, about 2 MB.
    private const int PooledNodes = 16 * 1024;

    private WorkNode<TKey>? _pool;
    private int _pooled;

    private WorkNode<TKey> GetOrAddNode(TKey key)
    {
        // Throws for a null key, before anything changes.
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodes, key, out _);
        if (node is null)
        {
            node = _pool;
            if (node is null)
            {
                node = new WorkNode<TKey>();
            }
            else
            {
                _pool = node.Next;
                node.Next = null;
                _pooled--;
            }

            node.Key = key;
        }

        return node;
    }

    private void ReleaseIfIdle(WorkNode<TKey> node)
    {
        if (!node.IsIdle)
        {
            return;
        }

        _nodes.Remove(node.Key);
        node.Key = default!;
        node.Failures = 0;
        if (_pooled < PooledNodes)
        {
            node.Next = _pool;
            _pool = node;
            _pooled++;
        }
    }
}
