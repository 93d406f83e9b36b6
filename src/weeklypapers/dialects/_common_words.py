"""Words that occur in titles, labels, venues and organizations, but hardly in names of people."""

from __future__ import annotations

__all__ = ["COMMON_WORDS"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON_WORDS: frozenset[str] = _words(
    """
    AI API AR CV GPU GUI IR KG LLM ML NAS NLP NN QA RL UI VR XR about absolute abstract academic
    academy accelerated accelerating accepted access accuracy accurate achieve achieving acid
    acoustic across adapt adapter adapting addressing adjustment advance advanced advancement
    advancing adversarial aerial affinity against agency agent agentic aggregate agricultural
    aided algorithm algorithmic alibaba align aligned aligning alignment all alleviating almost
    amazon ambiguity ambiguous analysis analyzing and anisotropic annual anomaly answer
    answering anthropic anti antibody antigen antimicrobial any anything appearance apple
    approach approximate arbitrary architectural architecture are area arithmetic around array
    articulated artifact artificial arxiv as assembly assessing assessment asset assignment
    assistant assisted association asymmetric asynchronous at atom atomic attack attribute audio
    auditing augmented augmenting author auto autoencoder automated automatic automatically
    automating autonomous autoregressive available averaging award backbone backdoor background
    baidu balanced base based baseline batch bayesian before behavior behavioral behind belief
    benchmark benchmarking benefit benign best better between beyond bidirectional binary
    binding biomolecular blind blog boost boosting both bottleneck bound boundary brain breaking
    breast bridging browser browsing building by bytedance calling cambridge camera cancer
    candidate capable capacity captioning capture cardiac category causal causality cause cell
    center centered centre chain challenge challenging changing channel character chart chat
    checking china chinese city class classifier clean click closed closing closure cluster
    clustering coarse code coding coherence coherent collaboration collapse college
    combinatorial combining coming comment commercial common community compact company comparing
    comparison compatible complementarity complementary complete complex complexity compliance
    component composed compositional comprehensive compress compressed compressing compressive
    computational compute computer computing concept conditional conditioned conditioning
    conference confidence conformational consensus consistency consistent consortium constrained
    constraint constructing contact content context contextual continual continuous contrast
    control controllable controlled controlling conv conversational convolutional coordinate
    copyright coronal corporation correct correspondence cosmic cost counterfactual covariance
    create creating critic critique cross cryo cues cultural curriculum curve cybersecurity
    cycle cyclic damage data database dataset date debate debiasing december decoder decoding
    decoupled deep deeper deepmind defect defense deformable demo denoising dense density
    department dependency deployment depth derived descriptor design designed designer designing
    detail detailed detect detecting detector developer development device dexterous diagnosis
    diagnostic dialogue diff difference different differentiable differential diffuse digital
    dimensional dimensionality direct directed discovery discrete disease disk disordered
    distance distilled distributed diverse diversity divide document does domain double drag
    drawing drift drive driven driving drug dual during dwarf dynamic easily easy economic
    ecosystem edit editing effect effectively efficiency efficient efficiently egocentric
    elastic electron element elicit embedded embedding embodied emergent emerging empowered
    enable enabled enabling encoded encoder encoding endo endoscopy energy engine engineer
    engineering enhance enhanced enhancement enhancing enough enriched ensemble enterprise
    entity entropy environment environmental enzyme episodic epitope equilibrium equivariant
    error estimating evaluate evaluating evaluator event everything evidence evolutionary evolve
    evolving exact example expanding experience experiment experimental expert expertise
    explainable explaining explicit exploit exploiting exploratory explore exploring exposure
    expressive extended extending external extracting extreme extremely fabric face facebook
    facial facilitate fact factor factual factuality fail failure faithful false family fashion
    fast faster feature february federated feed feedback few fewer fidelity file filter
    filtering finalist finance financial find finding fine finetuning fire first fisheye fixed
    flash flat flexible flip flow fluid focus focused fold folding follow following for
    forecasting forgetting form forward foundation foundational four fragment frame framework
    frequency from front frontier frozen full fully functional fundamental fused future galactic
    galaxy game gaps gaussian gemini gender general generalist generalizable generalize generate
    generated generating generator generic genetic geometric geometry giant github global goal
    google governance gradient granularity graph grasp gravitational gravity grid ground
    grounded grounding group guarantee guardrail guidance guide guided guideline guiding half
    handling harmful harness hate have health healthcare heavy help here heterogeneous hidden
    hierarchy high higher highly history holographic home homepage horizon hospital how huawei
    huggingface human hybrid hydrogen hyper hypothesis ibm idea identifying identity if image
    imagery imaging immersive impact implicit importance important improve improved improvement
    improving inc incorporating independent index indirect individual indoor induced industrial
    inertial inference inferring infinite influence info infrared infrastructure inhibitor
    initiative injecting inpainting input inside insight inspired instance institute instruct
    instructional integrated integrating intel intelligence intelligent intensity intensive
    intent inter interacting interest interface interleaved intermediate internal international
    internet interpretable interpreting into intra intrinsic intrinsically introducing
    introduction invariant inverse invisible is issue it its jailbreak jailbreaking january
    joint jointly journal judgment kernel keypoint keyword kinematic kingdom know knowledge
    korea lab label labeling laboratory landmark landscape language large larger laser last
    latency latent layer layout lead leakage learn learnable learned learning legal length less
    lesson letter level leveraging library lidar life lifelong ligand lightweight like
    likelihood limit limited linear liquid literature live llama local locally logic logo
    looking loop loss lossless ltd machine magic magnetic make making malicious management
    manifold manufacturing mapping maps masked masking mass massive match matching material math
    matrix measure measurement measuring mechanism media medicine meet membership membrane
    memory merging message metal method metric micro microscopy microsoft middle mini minimal
    mining miniprotein ministry minute mirror misalignment missing mitigating mixed mixture
    mobile modal modality mode model modeling modelling modern modular module molecular moment
    momentum monitoring monocular more most motif movement multi multilingual multimodal
    multiple multitask my natural nature navigating necessary need needle nerf nested net nets
    network neural neuro new news node noise noisy nonlinear normal not note novel novelty
    november novo nuclear nvidia object observed october odometry of offline omni
    omnidirectional on once online only open openai operating operational opportunity optimal
    optimize optimizing or oracle oral order origin other our outcome outdoor output over
    overlapping overview oxford page pairwise panoptic panoramic paper paradigm parallel
    parameter parametric parsing part partial partially particle passive past patch path pathway
    pattern pdf peking peptide perceptual perfect perform performance periodic persistent
    persona personal phase phenotyping phone photon physic pipeline pixel plan planar planetary
    planner planning platform play plug point poisoning policy pooling portrait pose positional
    positioning poster potential powered powerful practice precise predict predicting preference
    prefix preprint preserving pressure pretrained pretraining preventing princeton principle
    privacy private probe probing problem procedural procedure proceeding process processe
    processing product program programmable programming progress progressive project projected
    prompt prompted prompting proof property proposal proprietary prot protect protein protocol
    provably proxy pruning pseudo public published pure pyramid quality quantifying quantum
    query qwen radar radial radiance radio random ranking rapid rate ratio real reasoner
    reasoning recent receptor recipe recommender recovery recurrent recursive reducing
    redundancy reference referring refine refined refinement refining reflect refusal region
    reinforced reinforcement related relational relationship relevance reliable remote removal
    removing rendering repair repeat replay report repository representing reproducible require
    reranking research residual resolved resource response result rethinking retrieval retrieve
    retriever retrieving reuse reveal revealed revealing reverse review reward rewriting right
    risk robot robotic robust role routing rubric runner runtime safe safety saliency sampling
    samsung satellite scaffold scaffolding scalable scale scaling scan scanning scattering
    scenario scene scheduling schema scheme school science scientific scientist score scoring
    scratch screen screening seamless search second secure security seeking segment select self
    semantic semi sense sensing sensor sentence september sequence sequential series server
    service serving sets setting shape shaping shared sharing shift shot should show side signal
    signature silico similar similarity simple simulated simulating simulator simultaneous
    single site situ size sketch skill skin slide smaller smartphone social society soft solve
    solving soon source space span sparse sparsity spatial spatially spatio spatiotemporal
    specific specificity spectral spectroscopy spectrum speech spin splatting split spot
    spotlight stable stage state static stealing stealthy steer steering step stereo stereotype
    stochastic strategic strategy stream streaming stress stronger structural structure
    structured student study style subject subspace success suite summary super support
    supporting surface surgery survey switch symbolic symmetric symposium synthesis synthesizing
    synthetic system systematic table tabular tailored take talking taming target targeted
    targeting task taxonomy teach teacher teaching team teaming technical technique tell
    temperature template temporal tencent term test testing text textual texture that the their
    them then theory therapeutic there thermal these they thin think thinking third this those
    thought threat three through throughput time tissue title tldr to token tokenizer tomography
    tool toolkit topic touch toward trace track tracking trade traditional traffic train trained
    training trajectory transaction transfer transferable transferring transformer transforming
    transport tree trend trigger triplet trust trustworthy truth tsinghua tumor tuned tuning
    turbulent turn tutorial tweet two type ultra ultrafast ultrasound unbiased uncertainty
    unconstrained under understand understanding underwater unified unifying unit united
    universal universe university unknown unlearning unlock unsafe unseen unveiling update
    updated urban usage use user using utilizing validated value variable variance variant
    variational varying vector vehicle velocity venue verifiable verifier versatile very via
    video view viewpoint virtual visual visually vocabulary voice volume water watermark
    watermarking wave we weak weather website weight weighted what when where while who whole
    why wide wind window with within without workflow workshop world writing year your zero zoom
    """
)
"""The words in lower case and in the singular, and acronyms in capitals.

Words that are also names, such as Long, Field or Young, are left out.
"""
