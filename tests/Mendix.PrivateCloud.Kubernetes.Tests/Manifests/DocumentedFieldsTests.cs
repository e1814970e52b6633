using Mendix.PrivateCloud.Kubernetes.Manifests;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Manifests;

/// <summary>Every field that is documented for the original is known here under the same name.</summary>
public sealed class DocumentedFieldsTests
{
    private const string Documented = """
        apiVersion: privatecloud.mendix.com/v1alpha1
        kind: MendixApp
        metadata: { name: crm }
        spec:
          database: { servicePlan: pg }
          storage: { servicePlan: files }
          mendixRuntimeVersion: 10.24.1.5
          sourceURL: https://files.example.com/crm.mda
          sourceVersion: 1.4.0.512
          appURL: crm.example.com
          tls: { enableTLS: true, secretName: cert, certificate: pem, key: pem }
          replicas: 2
          resources:
            limits: { cpu: 1, memory: 1Gi, ephemeral-storage: 256Mi }
            requests: { cpu: 100m, memory: 1Gi, ephemeral-storage: 256Mi }
          runtimeDeploymentPodAnnotations: { a: b }
          serviceAnnotations: { a: b }
          endpointAnnotations: { a: b }
          ingressClassName: nginx
          ingressPath: /
          ingressPathType: Prefix
          topologySpreadConstraints:
          - { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: { matchLabels: { a: b } } }
          runtimeMetricsConfiguration: { mode: native, interval: PT1M, mxAgentConfig: "{}", mxAgentInstrumentationConfig: "{}" }
          runtimeLeaderSelection: leaderless
          customPodLabels: { general: { a: b } }
          runtimeLicenseProduct: Standard
          deploymentStrategy: { type: PreferRolling, switchoverThreshold: 50%, rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }
          podDisruptionBudget: { maxUnavailable: 1, minAvailable: 50% }
          runtimeReadOnlyRootFilesystem: true
          jvmMemorySettings: { heapLimit: 512Mi }
          allowOverrideSecretsWithSecretStoreCSIDriver: true
          runtime:
            logAutosubscribeLevel: INFO
            mxAdminPassword: cGFzcw==
            debuggerPassword: ""
            dtapMode: P
            logLevels: { Core: TRACE }
            logFormatType: json
            microflowConstants: { Crm.Url: x }
            scheduledEventExecution: SPECIFIED
            myScheduledEvents: [Crm.Nightly]
            jettyOptions: "{}"
            customConfiguration: "{}"
            environmentVariables:
            - { name: A, value: b }
            - { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }
            clientCertificates: [{ key: cGZ4, password: cA==, pinTo: [example.com] }]
            runtimeLicense: { type: offline, id: i, key: k }
        status:
          appState: Started
          appURL: https://crm.example.com
          buildStatus: Ready
          databaseStatus: Ready
          storageStatus: Ready
          networkStatus: Ready
          runtimeStatus: Ready
          mendixAppState: Ready
          serviceAccountStatus: attached
        ---
        apiVersion: privatecloud.mendix.com/v1alpha1
        kind: OperatorConfiguration
        metadata: { name: mendix-operator-configuration }
        spec:
          endpoint:
            type: gatewayRoute
            serviceAnnotations: { a: "{{.Name}}" }
            serviceType: LoadBalancer
            servicePorts: [8080]
            ingress:
              { annotations: { a: b }, domain: d, enableTLS: true, tlsSecretName: t, ingressClassName: c, path: /, pathType: Prefix }
            openshiftRoute: { annotations: { a: b }, domain: d, enableTLS: true, tlsSecretName: t }
            gatewayRoute:
              domain: d
              enableTLS: true
              gatewayParentReference: { group: gateway.networking.k8s.io, kind: Gateway, name: g, namespace: n }
              gatewayRouteResponseHeaderModifiers: { add: { a: b }, set: { c: d }, remove: [e] }
              gatewayRouteRequestHeaderModifiers: { add: { a: b }, set: { c: d }, remove: [e] }
          registry: { type: openshift, pushURL: a, pullURL: b, imageNameTemplate: "{{.Name}}" }
          baseOSImageTagTemplate: "ubi9-1-jre{{.JavaVersion}}-entrypoint"
          sidecarImage: a
          metricsSidecarImage: b
          builderImage: c
          buildRuntimeBaseImage: d
          dockerfile: e
          sidecarResources: { limits: { cpu: 250m } }
          metricsSidecarResources: { limits: { cpu: 100m } }
          buildResources: { limits: { cpu: 1 } }
          runtimeResources: { requests: { memory: 512Mi } }
          runtimeLivenessProbe:
            { initialDelaySeconds: 60, periodSeconds: 15, timeoutSeconds: 3, failureThreshold: 3, successThreshold: 1 }
          runtimeReadinessProbe: { initialDelaySeconds: 5, periodSeconds: 1 }
          runtimeStartupProbe: { failureThreshold: 30, periodSeconds: 10 }
          runtimeTerminationGracePeriodSeconds: 300
          runtimeTerminationDelaySeconds: 0
          runtimeAutomountServiceAccountToken: false
          runtimeDeploymentPodAnnotations: { a: b }
          customPodLabels: { general: { a: b } }
          customPodAnnotations: { general: { a: b } }
          customPodNodeSelector: { general: { a: b } }
          runtimeMetricsConfiguration: { mode: "" }
          runtimeLogFormatType: plain
          licenseManager: { credentialsSecretName: s, serverURL: u }
        """;

    [Fact]
    public void Every_documented_field_is_known_and_fits() => Assert.Empty(ManifestReader.Read(Documented).Warnings);
}
