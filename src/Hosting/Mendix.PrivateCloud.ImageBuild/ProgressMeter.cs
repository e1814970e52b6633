namespace Mendix.PrivateCloud.ImageBuild;

/// <summary>Counts what is done and tells it, seldom enough not to be a burden.</summary>
internal sealed class ProgressMeter(IProgress<ImageBuildProgress>? progress)
{
    private const long Stride = 1 << 20;

    private ImageBuildStep _step;
    private long _bytes;
    private long _reported;
    private long? _total;
    private int _layers;
    private int _totalLayers;

    public void Begin(ImageBuildStep step, long? totalBytes, int totalLayers = 0)
    {
        (_step, _bytes, _total, _layers, _totalLayers) = (step, 0, totalBytes, 0, totalLayers);
        Report();
    }

    public void Add(long bytes) => Set(_bytes + bytes);

    public void Set(long bytes)
    {
        _bytes = bytes;
        if (Math.Abs(_bytes - _reported) >= Stride)
        {
            Report();
        }
    }

    public void Total(long? bytes) => _total = bytes;

    /// <summary>A layer is where it belongs.</summary>
    /// <param name="bytes">All bytes that are done with it.</param>
    public void Layer(long bytes)
    {
        _layers++;
        _bytes = bytes;
        Report();
    }

    public void End()
    {
        if (_reported != _bytes)
        {
            Report();
        }
    }

    private void Report()
    {
        _reported = _bytes;
        progress?.Report(new ImageBuildProgress(_step, _bytes, _total, _layers, _totalLayers));
    }
}
