using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Mendix.PrivateCloud.Kubernetes;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Benchmarks;

/// <summary>One operation is one desired Deployment held against the observed one, with nothing to do: what a resync costs per object.</summary>
[MemoryDiagnoser]
public class ApplyComparisonBenchmarks
{
    private const string Desired = """
        {"metadata":{"name":"web","namespace":"apps","labels":{"app":"web","tier":"runtime"},"ownerReferences":[{"apiVersion":"v1","kind":"X","name":"x","uid":"1","controller":true}]},
         "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{
           "containers":[{"name":"web","image":"web:1","args":["a","b"],"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}],
             "ports":[{"name":"http","containerPort":8080}],"resources":{"limits":{"cpu":"1000m","memory":"1024Mi"},"requests":{"cpu":"0.5"}},
             "volumeMounts":[{"name":"tmp","mountPath":"/tmp"}]}],"volumes":[{"name":"tmp","emptyDir":{}}]}}}}
        """;

    private const string Owned = """
        {"f:metadata":{"f:labels":{"f:app":{},"f:tier":{}},"f:ownerReferences":{"k:{\"uid\":\"1\"}":{}}},"f:spec":{"f:replicas":{},"f:selector":{},"f:template":{
          "f:metadata":{"f:labels":{"f:app":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"web\"}":{".":{},"f:name":{},"f:image":{},"f:args":{},
            "f:env":{"k:{\"name\":\"A\"}":{".":{},"f:name":{},"f:value":{}},"k:{\"name\":\"B\"}":{".":{},"f:name":{},"f:value":{}}},
            "f:ports":{"k:{\"containerPort\":8080,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{},"f:name":{}}},
            "f:resources":{"f:limits":{"f:cpu":{},"f:memory":{}},"f:requests":{"f:cpu":{}}},
            "f:volumeMounts":{"k:{\"mountPath\":\"/tmp\"}":{".":{},"f:mountPath":{},"f:name":{}}}}},
            "f:volumes":{"k:{\"name\":\"tmp\"}":{".":{},"f:emptyDir":{},"f:name":{}}}}}}}
        """;

    private readonly Deployment _desired = JsonSerializer.Deserialize(Desired, Deployment.TypeInfo)!;
    private readonly Deployment _observed = JsonSerializer.Deserialize(Desired, Deployment.TypeInfo)!;

    [GlobalSetup]
    public void Own()
    {
        using var owned = JsonDocument.Parse(Owned);
        _observed.Metadata.ManagedFields = [new ManagedFieldsEntry { Manager = "operator", Operation = "Apply", FieldsV1 = owned.RootElement.Clone() }];
    }

    [Benchmark]
    public string? Unchanged() => ApplyDifference.Find(_desired, _observed, "operator", null);

    /// <summary>The other way to find out: write both and compare the bytes, which is wrong as soon as the server adds a default.</summary>
    [Benchmark(Baseline = true)]
    public bool SerializedBoth() => JsonSerializer.SerializeToUtf8Bytes(_desired, Deployment.TypeInfo).AsSpan()
        .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(_observed, Deployment.TypeInfo));
}
