using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Benchmarks;

/// <summary>One operation is one line of a watch, an environment of about 1.8 KB as an API server writes it.</summary>
[MemoryDiagnoser]
public class WatchDecodingBenchmarks
{
    private const string Line = """
        {"type":"MODIFIED","object":{"apiVersion":"privatecloud.mendix.com/v1alpha1","kind":"MendixApp","metadata":{"annotations":{"privatecloud.mendix.com/link":"https://example.org/apps/4711"},"creationTimestamp":"2026-01-01T08:00:00Z","finalizers":["privatecloud.mendix.com/storage"],"generation":3,"labels":{"app":"environment-4711","team":"finance"},"managedFields":[{"apiVersion":"privatecloud.mendix.com/v1alpha1","fieldsType":"FieldsV1","fieldsV1":{"f:status":{"f:conditions":{"k:{\"type\":\"Ready\"}":{".":{},"f:lastTransitionTime":{},"f:message":{},"f:observedGeneration":{},"f:reason":{},"f:status":{},"f:type":{}}},"f:replicas":{}}},"manager":"operator","operation":"Apply","subresource":"status","time":"2026-01-01T08:01:00Z"}],"name":"environment-4711","namespace":"apps","resourceVersion":"1234567","uid":"2f1c8f0e-6f5f-4f5e-9a55-0e6b3a2f4711"},"spec":{"database":{"servicePlan":"postgres"},"storage":{"servicePlan":"files"},"sourceURL":"oci-image://registry.example.org/apps/crm:1.4.0","sourceVersion":"1.4.0","appURL":"crm.apps.example.org","replicas":2,"resources":{"limits":{"cpu":"1","memory":"1Gi"},"requests":{"cpu":"250m","memory":"512Mi"}},"runtime":{"logAutosubscribeLevel":"INFO","mxAdminPassword":"c2VjcmV0","debuggerPassword":"c2VjcmV0","dtapmode":"P","customConfiguration":"{}","microflowConstants":{"Module.Endpoint":"https://example.org/api","Module.Key":"value"},"scheduledEvents":{"myScheduledEvents":{}}}},"status":{"conditions":[{"lastTransitionTime":"2026-01-01T08:01:00Z","message":"The environment is running.","observedGeneration":3,"reason":"Running","status":"True","type":"Ready"}],"replicas":2,"selector":"privatecloud.mendix.com/app=environment-4711"}}}
        """;

    private readonly byte[] _line = Encoding.UTF8.GetBytes(Line);
    private readonly byte[] _stream = [.. Enumerable.Repeat(Encoding.UTF8.GetBytes(Line + "\n"), 64).SelectMany(line => line)];
    private readonly ApiRequest _request = new("watch", HttpMethod.Get, "mendixapps", "");

    /// <summary>Only its name and version are looked at, as for an object that an informer's filter drops.</summary>
    [Benchmark]
    public bool Filtered() => ObjectHeader.Read(WatchFrame.Parse(_line).Resource).Name.SequenceEqual("other"u8);

    /// <summary>The object is made.</summary>
    [Benchmark]
    public MendixApp? Typed() => WatchFrame.Decode<MendixApp>(_request, _line).Resource;

    /// <summary>The plain serializer with a type for the frame, from a string, as clients usually read a watch.</summary>
    [Benchmark(Baseline = true)]
    public int StringAndDocument()
    {
        var text = Encoding.UTF8.GetString(_line);
        using var frame = JsonDocument.Parse(text);
        return frame.RootElement.GetProperty("object").Deserialize(MendixApp.TypeInfo)!.Metadata.Name!.Length;
    }

    /// <summary>Lines are cut out of a stream of 64.</summary>
    [Benchmark(OperationsPerInvoke = 64)]
    public async Task<int> Cut()
    {
        using var reader = new FrameReader(new MemoryStream(_stream));
        var count = 0;
        while (await reader.FillAsync(CancellationToken.None))
        {
            while (reader.TryTake(out _))
            {
                count++;
            }
        }

        return count;
    }
}
