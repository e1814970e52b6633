namespace Mendix.PrivateCloud.Testing.Operator.Faults;

/// <summary>What becomes of the news of one kind.</summary>
/// <param name="Name">Names it in the names of cases.</param>
/// <param name="Make">From a source of chance, and from when on it is in force.</param>
public sealed record WatchFault(string Name, Func<Random, Func<bool>, Rewrite> Make)
{
    public static IReadOnlyList<WatchFault> All { get; } =
    [
        Once("half-open", _ => Silence()),
        Once("cut in the middle of a line", line => Only(line[..(line.Length / 2)])),
        Once("garbage", line => Only([.. "}{ \u0000 not JSON at all\n"u8, .. line])),
        Once("410 inside a 200", _ => Only(
            """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","message":"too old resource version","code":410}}"""u8.ToArray(), "\n"u8.ToArray())),
        Once("500 inside a 200", _ => Only(
            """{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"InternalError","message":"this failure was injected","code":500}}"""u8.ToArray(), "\n"u8.ToArray())),
        new("each line twice", (_, isOn) => lines => EachAsync(lines, isOn, line => [line, line])),
        new("earlier news again after later", (_, isOn) => lines => AgainAsync(lines, isOn)),
        new("late", (random, isOn) =>
        {
            var delay = TimeSpan.FromMilliseconds(random.Next(50, 200));
            return lines => LateAsync(lines, isOn, delay);
        }),
    ];

    public override string ToString() => Name;

    /// <summary>At the n-th line that comes while it is in force, once; then the stream ends.</summary>
    private static WatchFault Once(string name, Func<byte[], IAsyncEnumerable<byte[]>> last) => new(name, (random, isOn) =>
    {
        var left = random.Next(1, 4);
        return lines => CutAsync(lines);

        async IAsyncEnumerable<byte[]> CutAsync(IAsyncEnumerable<byte[]> lines)
        {
            await foreach (var line in lines)
            {
                if (isOn() && --left == 0)
                {
                    await foreach (var chunk in last(line))
                    {
                        yield return chunk;
                    }

                    yield break;
                }

                yield return line;
            }
        }
    });

    private static async IAsyncEnumerable<byte[]> Only(params byte[][] chunks)
    {
        await Task.CompletedTask;
        foreach (var chunk in chunks)
        {
            yield return chunk;
        }
    }

    // Ended by the reader, who disposes of the stream.
    private static async IAsyncEnumerable<byte[]> Silence()
    {
        await new TaskCompletionSource().Task;
        yield break;
    }

    private static async IAsyncEnumerable<byte[]> EachAsync(IAsyncEnumerable<byte[]> lines, Func<bool> isOn, Func<byte[], byte[][]> rewrite)
    {
        await foreach (var line in lines)
        {
            foreach (var chunk in isOn() ? rewrite(line) : [line])
            {
                yield return chunk;
            }
        }
    }

    // As from a server that lost its place: the line before the last one is said once more. What was deleted does not come back so.
    private static async IAsyncEnumerable<byte[]> AgainAsync(IAsyncEnumerable<byte[]> lines, Func<bool> isOn)
    {
        byte[]? before = null;
        await foreach (var line in lines)
        {
            yield return line;
            if (isOn() && before is not null && !line.AsSpan().StartsWith("{\"type\":\"DELETED\""u8))
            {
                yield return before;
            }

            before = line;
        }
    }

    private static async IAsyncEnumerable<byte[]> LateAsync(IAsyncEnumerable<byte[]> lines, Func<bool> isOn, TimeSpan delay)
    {
        await foreach (var line in lines)
        {
            if (isOn())
            {
                await Task.Delay(delay);
            }

            yield return line;
        }
    }
}
