"""Words that occur in titles, labels, venues and organizations, but hardly in names of people."""

from __future__ import annotations

__all__ = ["COMMON_WORDS"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON_WORDS: frozenset[str] = _words(
    """
    AI API AR CV GPU GUI IR KG LLM ML NAS NLP NN QA RL UI VR XR about absolute abstract acad
    academic academy accelerated accelerating accepted access accuracy accurate achieve
    achieving acid acoustic across adapt adapter adapting addressing adjustment adv advance
    advanced advancement advancing adversarial aerial affinity against agency agent agentic
    aggregate agricultural aided algorithm algorithmic alibaba align aligned aligning alignment
    all alleviating almost amazon ambiguity ambiguous analysis analyzing and anisotropic annals
    annual anomaly answer answering anthropic anti antibody antigen antimicrobial any anything
    appearance appl apple approach approximate arbitrary architectural architecture are area
    arithmetic around array articulated artifact artificial arxiv as assembly assessing
    assessment asset assignment assistant assisted association asymmetric asynchronous at atom
    atomic attack attribute audio auditing augmented augmenting australia austria author auto
    autoencoder automated automatic automatically automating autonomous autoregressive available
    averaging award backbone backdoor background baidu balanced base based baseline batch
    bayesian before behavior behavioral behind beijing belgium belief benchmark benchmarking
    benefit benign better between beyond bidirectional binary binding bioinformatics biol
    biological biology biomolecular blind blog boost boosting both bottleneck bound boundary
    brain brazil breaking breast bridging briefing browser browsing building bulletin by
    bytedance calling cambridge camera canada cancer candidate capable capacity captioning
    capture cardiac category causal causality cause cell center centered centre chain challenge
    challenging changing channel character chart chat checking chem chemical chemistry china
    chinese city class classifier clean click closed closing closure cluster clustering coarse
    code coding coherence coherent collaboration collapse college combinatorial combining coming
    comment commercial common commun community compact company comparing comparison compatible
    complementarity complementary complete complex complexity compliance component composed
    compositional comprehensive compress compressed compressing compressive comput computational
    compute computer computing concept conditional conditioned conditioning conf conference
    confidence conformational consensus consistency consistent consortium constrained constraint
    constructing contact content context contextual continual continuous contrast control
    controllable controlled controlling conv conversational convolutional coordinate copyright
    coronal corporation correct correspondence cosmic cost counterfactual covariance create
    creating critic critique cross cryo cues cultural curriculum curve cybersecurity cycle
    cyclic damage data database dataset date debate debiasing december decoder decoding
    decoupled deep deeper deepmind defect defense deformable demo denmark denoising dense
    density department dependency deployment depth derived descriptor design designed designer
    designing detail detailed detect detecting detector developer development device dexterous
    diagnosis diagnostic dialogue diff difference different differentiable differential diffuse
    digital dimensional dimensionality direct directed discovery discrete disease disk
    disordered distance distilled distributed diverse diversity divide document does domain
    double drag drawing drift drive driven driving drug dual during dwarf dynamic easily easy
    economic economics ecosystem edit editing effect effectively efficiency efficient
    efficiently egocentric elastic electrical electron electronics element elicit embedded
    embedding embodied emergent emerging empowered enable enabled enabling encoded encoder
    encoding encyclopedia endo endoscopy energy engine engineer engineering enhance enhanced
    enhancement enhancing enough enriched ensemble enterprise entity entropy environment
    environmental enzyme episodic epitope equilibrium equivariant error estimating evaluate
    evaluating evaluator event everything evidence evolutionary evolve evolving exact example
    expanding experience experiment experimental expert expertise explainable explaining
    explicit exploit exploiting exploratory explore exploring exposure expressive extended
    extending external extracting extreme extremely fabric face facebook facial facilitate fact
    factor factual factuality fail failure faithful false family fashion fast faster feature
    february federated feed feedback few fewer fidelity file filter filtering finalist finance
    financial find finding fine finetuning finland fire first fisheye fixed flash flat flexible
    flip flow fluid focus focused fold folding follow following for forecasting forgetting form
    forward foundation foundational four fragment frame framework frequency from front frontier
    frozen full fully functional fundamental fused future galactic galaxy game gaps gaussian
    gemini gender general generalist generalizable generalize generate generated generating
    generator generic genetic geometric geometry germany giant github global goal google
    governance gradient granularity graph grasp gravitational gravity grid ground grounded
    grounding group guarantee guardrail guidance guide guided guideline guiding half handbook
    handling hangzhou harmful harness hate have health healthcare heavy help here heterogeneous
    hidden hierarchy high higher highly history holographic home homepage horizon hospital how
    huawei huggingface human hybrid hydrogen hyper hypothesis ibm idea identifying identity if
    image imagery imaging immersive impact implicit importance important improve improved
    improvement improving inc incorporating independent index indirect individual indoor induced
    industrial inertial inference inferring infinite influence info infrared infrastructure
    inhibitor initiative injecting inpainting input inside insight inspired instance institute
    instruct instructional integrated integrating intel intelligence intelligent intensity
    intensive intent inter interacting interest interface interleaved intermediate internal
    international internet interpretable interpreting into intra intrinsic intrinsically
    introducing introduction invariant inverse invisible is issue it its jailbreak jailbreaking
    january japan joint jointly journal judgment kernel keypoint keyword kinematic kingdom know
    knowledge korea lab label labeling laboratory landmark landscape language large larger laser
    last latency latent layer layout lead leakage learn learnable learned learning lecture legal
    length less lesson lett letter level leveraging library lidar life lifelong ligand
    lightweight like likelihood limit limited linear liquid literature live llama local locally
    logic logo looking loop loss lossless ltd machine magazine magic magnetic make making
    malicious management manifold manufacturing mapping maps masked masking mass massive match
    matching material math mathematical mathematics matrix measure measurement measuring
    mechanism media medical medicine meet membership membrane memory merging message metal
    method metric micro microscopy microsoft middle mini minimal mining miniprotein ministry
    minute mirror misalignment missing mitigating mixed mixture mobile modal modality mode model
    modeling modelling modern modular module molecular moment momentum monitoring monocular more
    most motif movement multi multilingual multimodal multiple multitask munich natl natural
    nature navigating necessary need needle nerf nested net netherlands nets network neural
    neuro neurology neuroscience new news node noise noisy nonlinear normal norway not note
    novel novelty november novo nuclear nvidia object observed october odometry of offline omni
    omnidirectional on once online only open openai operating operational opportunity optimal
    optimize optimizing or oracle oral order origin other our outcome outdoor output over
    overlapping overview oxford page pairwise panoptic panoramic paper paradigm parallel
    parameter parametric parsing part partial partially particle passive past patch path pathway
    pattern pdf peking peptide perceptual perfect perform performance periodic persistent
    persona personal phase phenotyping phone photon phys physic physical physics pipeline pixel
    plan planar planetary planner planning platform play plug point poisoning policy pooling
    portrait pose positional positioning poster potential powered powerful practice precise
    predict predicting preference prefix preprint preserving pressure pretrained pretraining
    preventing princeton principle privacy private probe probing problem proc procedural
    procedure proceeding process processe processing product program programmable programming
    progress progressive project projected prompt prompted prompting proof property proposal
    proprietary prot protect protein protocol provably proxy pruning pseudo psychiatry
    psychology public published pure pyramid quality quantifying quantum quarterly query qwen
    radar radial radiance radio random ranking rapid rate ratio real reasoner reasoning recent
    receptor recipe recommender recovery recurrent recursive reducing redundancy reference
    referring refine refined refinement refining reflect refusal region reinforced reinforcement
    related relational relationship relevance reliable remote removal removing rendering repair
    repeat replay report repository representing reproducible require reranking research
    residual resolved resource response result rethinking retrieval retrieve retriever
    retrieving reuse reveal revealed revealing reverse review reward rewriting right risk robot
    robotic robust role routing rubric runner runtime safe safety saliency sampling samsung
    satellite scaffold scaffolding scalable scale scaling scan scanning scattering scenario
    scene scheduling schema scheme school sci science scientific scientist score scoring scratch
    screen screening seamless search second secure security seeking segment select self semantic
    semi sense sensing sensor sentence seoul september sequence sequential series server service
    serving sets setting shanghai shape shaping shared sharing shenzhen shift shot should show
    side signal signature silico similar similarity simple simulated simulating simulator
    simultaneous singapore single site situ size sketch skill skin slide smaller smartphone
    social society soft solve solving soon source space span sparse sparsity spatial spatially
    spatio spatiotemporal specific specificity spectral spectroscopy spectrum speech spin
    splatting split spot spotlight stable stage state static statistics stealing stealthy steer
    steering step stereo stereotype stochastic strategic strategy stream streaming stress
    stronger structural structure structured student study style subject subspace success suite
    summary super support supporting surface surgery survey sweden switch switzerland symbolic
    symmetric symp symposium synthesis synthesizing synthetic syst system systematic table
    tabular tailored taiwan take talking taming target targeted targeting task taxonomy teach
    teacher teaching team teaming technical technique tell temperature template temporal tencent
    term test testing text textual texture that the their them then theory therapeutic there
    thermal these they thin think thinking third this those thought threat three through
    throughput time tissue title tldr token tokenizer tokyo tomography tool toolkit topic touch
    toward trace track tracking trade traditional traffic train trained training trajectory
    trans transaction transfer transferable transferring transformer transforming transport tree
    trend trigger triplet trust trustworthy truth tsinghua tumor tuned tuning turbulent turn
    tutorial tweet two type ultra ultrafast ultrasound unbiased uncertainty unconstrained under
    understand understanding underwater unified unifying unit united universal universe
    university unknown unlearning unlock unsafe unseen unveiling update updated urban usa usage
    use user using utilizing validated value variable variance variant variational varying
    vector vehicle velocity venue verifiable verifier versatile very via video view viewpoint
    virtual visual visually vocabulary voice volume water watermark watermarking wave we weak
    weather website weight weighted what when where while who whole why wide wind window with
    within without workflow workshop world writing year your zero zoom zurich
    """
)
"""The words in lower case and in the singular, and acronyms in capitals.

Words that are also names, such as Long, Field or Young, are left out.
"""
